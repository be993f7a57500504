/**
 * Fills a running server with data as applications leave it, for pictures and for trying the
 * window.
 */
@NullMarked
package dev.opikdesktop.benchmarks.example;

import org.jspecify.annotations.NullMarked;
