/** The data folder in the settings: its room, how long things are kept, and its backups. */
@NullMarked
package dev.opikdesktop.desktop.explorer.settings.data;

import org.jspecify.annotations.NullMarked;
