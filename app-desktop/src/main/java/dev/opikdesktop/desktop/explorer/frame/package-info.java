/** What surrounds every page: side bar, status line, and where the user is. */
@NullMarked
package dev.opikdesktop.desktop.explorer.frame;

import org.jspecify.annotations.NullMarked;
