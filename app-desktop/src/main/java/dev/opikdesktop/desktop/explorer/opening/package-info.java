/** Files that somebody hands to the window: looked at without an import, or imported. */
@NullMarked
package dev.opikdesktop.desktop.explorer.opening;

import org.jspecify.annotations.NullMarked;
