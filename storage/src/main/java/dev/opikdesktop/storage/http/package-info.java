/**
 * HTTP/1.1 as a client of one server: blocking, with kept connections, and as near to the socket as
 * the protocol allows.
 */
@NullMarked
package dev.opikdesktop.storage.http;

import org.jspecify.annotations.NullMarked;
