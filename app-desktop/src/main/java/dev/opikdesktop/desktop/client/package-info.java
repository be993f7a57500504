/**
 * The window's side of the public REST API: blocking calls for virtual threads, and the stream of
 * changes.
 */
@NullMarked
package dev.opikdesktop.desktop.client;

import org.jspecify.annotations.NullMarked;
