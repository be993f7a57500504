/** The links that clients print, and what a browser shows where they lead. */
@NullMarked
package dev.opikdesktop.server.links;

import org.jspecify.annotations.NullMarked;
