/** What goes when something is deleted, and how its bytes leave the disk. */
@NullMarked
package dev.opikdesktop.server.deletes;

import org.jspecify.annotations.NullMarked;
