/** Files that rows are written to: how far they are, and how their lines look. */
@NullMarked
package dev.opikdesktop.desktop.explorer.export;

import org.jspecify.annotations.NullMarked;
