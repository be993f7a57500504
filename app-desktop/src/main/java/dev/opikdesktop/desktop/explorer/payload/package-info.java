/** Free-form JSON as a person reads it, of any size. */
@NullMarked
package dev.opikdesktop.desktop.explorer.payload;

import org.jspecify.annotations.NullMarked;
