package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.IdTimeRange;
import java.util.UUID;

/**
 * Which threads of a project are wanted.
 *
 * @param filters a condition on threads
 * @param search a condition on traces: only those that it holds for are looked at
 * @param times a range of the times in the ids of rows, which are those of the earliest traces
 */
record ThreadQuery(UUID projectId, Condition filters, Condition search, IdTimeRange times) {}
