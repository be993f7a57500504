/** Everything that can be done, by name and by key. */
@NullMarked
package dev.opikdesktop.desktop.explorer.command;

import org.jspecify.annotations.NullMarked;
