/** The page that sums up a project. */
@NullMarked
package dev.opikdesktop.desktop.explorer.overview;

import org.jspecify.annotations.NullMarked;
