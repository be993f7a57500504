/** The query of the logs: a line of text and chips, two views of one thing. */
@NullMarked
package dev.opikdesktop.desktop.explorer.query;

import org.jspecify.annotations.NullMarked;
