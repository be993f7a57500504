package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.http.PageRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which traces of a project are wanted, and how much of each.
 *
 * @param from by the time in the id, inclusive
 * @param to by the time in the id, inclusive
 * @param exclude fields to leave out
 */
record TracePageQuery(
    UUID projectId,
    PageRequest page,
    Optional<Instant> from,
    Optional<Instant> to,
    boolean truncate,
    Set<String> exclude) {}
