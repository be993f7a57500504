package dev.opikdesktop.server.projects;

import org.jspecify.annotations.Nullable;

/**
 * What a PATCH of a project says; null leaves a field as it is.
 *
 * @param visibility {@code private} or {@code public}
 */
public record ProjectUpdate(
    @Nullable String name, @Nullable String visibility, @Nullable String description) {}
