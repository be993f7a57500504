/** The settings' section of environments. */
@NullMarked
package dev.opikdesktop.desktop.explorer.settings.environments;

import org.jspecify.annotations.NullMarked;
