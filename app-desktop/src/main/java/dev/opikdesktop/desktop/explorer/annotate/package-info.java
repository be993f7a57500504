/** Scores, comments and tags of the selected trace or span, to read and to write. */
@NullMarked
package dev.opikdesktop.desktop.explorer.annotate;

import org.jspecify.annotations.NullMarked;
