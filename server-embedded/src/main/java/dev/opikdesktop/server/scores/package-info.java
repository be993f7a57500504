/** Feedback scores: what people and programs say of traces, spans and threads. */
@NullMarked
package dev.opikdesktop.server.scores;

import org.jspecify.annotations.NullMarked;
