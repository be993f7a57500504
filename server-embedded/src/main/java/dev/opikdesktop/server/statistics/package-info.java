/**
 * What many traces, spans and threads come to: counts, averages, percentiles and their course over
 * time (Opik contract 2.13, 5.7). It reads what other packages write, and none of them knows it.
 */
@NullMarked
package dev.opikdesktop.server.statistics;

import org.jspecify.annotations.NullMarked;
