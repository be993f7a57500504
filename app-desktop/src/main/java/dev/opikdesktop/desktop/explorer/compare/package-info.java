/** Two traces side by side: their spans in pairs, and what differs. */
@NullMarked
package dev.opikdesktop.desktop.explorer.compare;

import org.jspecify.annotations.NullMarked;
