/**
 * What the instrumentation libraries mean by their attributes: one table of rules a dialect. A new
 * dialect is a file with a table and a line in {@link
 * dev.opikdesktop.server.otlp.dialects.Dialects}.
 */
@NullMarked
package dev.opikdesktop.server.otlp.dialects;

import org.jspecify.annotations.NullMarked;
