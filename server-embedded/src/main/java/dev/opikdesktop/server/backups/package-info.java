/** Backups of the data folder: made, looked at, restored. */
@NullMarked
package dev.opikdesktop.server.backups;

import org.jspecify.annotations.NullMarked;
