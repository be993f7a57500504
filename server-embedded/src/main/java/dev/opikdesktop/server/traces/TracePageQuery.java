package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.query.Sorting;
import java.util.Optional;
import java.util.Set;

/**
 * Which traces of a project are wanted, and how much of each.
 *
 * @param sorting the order is the default one without it
 * @param exclude fields to leave out
 */
record TracePageQuery(
    TraceSelection selection,
    PageRequest page,
    Optional<Sorting> sorting,
    boolean truncate,
    Set<String> exclude) {}
