package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.query.Sorting;
import java.util.Optional;

/**
 * One page of threads.
 *
 * @param sorting the order is the default one without it
 */
record ThreadPageQuery(
    ThreadSelection threads, PageRequest page, Optional<Sorting> sorting, Shape shape) {}
