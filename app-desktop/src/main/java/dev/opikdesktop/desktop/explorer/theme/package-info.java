/** Colours, fonts, light and dark, and what the window remembers of itself. */
@NullMarked
package dev.opikdesktop.desktop.explorer.theme;

import org.jspecify.annotations.NullMarked;
