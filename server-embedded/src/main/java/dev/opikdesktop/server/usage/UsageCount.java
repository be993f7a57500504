package dev.opikdesktop.server.usage;

import java.util.UUID;

/** How many one user wrote into one project of one workspace. */
record UsageCount(UUID workspace, UUID project, String user, long count) {}
