/** The HTTP frame that all resources share: sockets, guards, errors, parameters, answers. */
@NullMarked
package dev.opikdesktop.server.http;

import org.jspecify.annotations.NullMarked;
