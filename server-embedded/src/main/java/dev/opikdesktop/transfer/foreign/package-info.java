/**
 * Readers for files that others have written: OTLP's JSON, Jaeger's JSON, and the folders of {@code
 * opik export}. They know no server and no store, so that whoever wants to look at a file can.
 */
@NullMarked
package dev.opikdesktop.transfer.foreign;

import org.jspecify.annotations.NullMarked;
