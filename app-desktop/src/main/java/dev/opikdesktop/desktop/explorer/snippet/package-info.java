/** What to do while there is nothing to show. */
@NullMarked
package dev.opikdesktop.desktop.explorer.snippet;

import org.jspecify.annotations.NullMarked;
