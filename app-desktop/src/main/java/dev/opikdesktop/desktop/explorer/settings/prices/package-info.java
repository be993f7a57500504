/** What models cost, in the settings. */
@NullMarked
package dev.opikdesktop.desktop.explorer.settings.prices;

import org.jspecify.annotations.NullMarked;
