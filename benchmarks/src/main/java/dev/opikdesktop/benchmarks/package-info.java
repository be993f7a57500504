/** Measures the application from outside, the engine beside it, and others like it. */
@NullMarked
package dev.opikdesktop.benchmarks;

import org.jspecify.annotations.NullMarked;
