/** The traces of one project as a table of any length, which stays as fresh as the server. */
@NullMarked
package dev.opikdesktop.desktop.explorer.logs;

import org.jspecify.annotations.NullMarked;
