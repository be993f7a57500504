/** How a view model waits for the server without holding up the window. */
@NullMarked
package dev.opikdesktop.desktop.explorer.work;

import org.jspecify.annotations.NullMarked;
