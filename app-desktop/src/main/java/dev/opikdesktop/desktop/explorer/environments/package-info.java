/** The environments that traces and spans ran in, with their colours. */
@NullMarked
package dev.opikdesktop.desktop.explorer.environments;

import org.jspecify.annotations.NullMarked;
