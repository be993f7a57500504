/** Which server the window looks at, of several, and how one tells which it is. */
@NullMarked
package dev.opikdesktop.desktop.explorer.connections;

import org.jspecify.annotations.NullMarked;
