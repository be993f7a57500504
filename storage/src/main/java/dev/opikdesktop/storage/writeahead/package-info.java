/** Rows that are durable before the store has them: the write-ahead log in front of the engine. */
@NullMarked
package dev.opikdesktop.storage.writeahead;

import org.jspecify.annotations.NullMarked;
