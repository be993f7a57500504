/** Files of the selected trace or span. */
@NullMarked
package dev.opikdesktop.desktop.explorer.files;

import org.jspecify.annotations.NullMarked;
