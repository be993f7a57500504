/**
 * Read-only SQL of clients over traces, spans and what belongs to them (Opik contract 5.16). What
 * keeps it from everything else is said in decision record 26.
 */
@NullMarked
package dev.opikdesktop.server.analytics;

import org.jspecify.annotations.NullMarked;
