/** Two texts side by side or in one, line by line, with the words that changed marked. */
@NullMarked
package dev.opikdesktop.desktop.explorer.diff;

import org.jspecify.annotations.NullMarked;
