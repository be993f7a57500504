package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.server.query.Sorting;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which traces of a project are wanted, and how much of each.
 *
 * @param condition what filters and search ask for
 * @param sorting the order is the default one without it
 * @param exclude fields to leave out
 */
record TracePageQuery(
    UUID projectId,
    PageRequest page,
    Condition condition,
    Optional<Sorting> sorting,
    IdTimeRange times,
    boolean truncate,
    Set<String> exclude) {}
