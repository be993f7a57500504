/** The description of what this server answers, for tools. */
@NullMarked
package dev.opikdesktop.server.openapi;

import org.jspecify.annotations.NullMarked;
