/** The settings' section of preferences of the workspace. */
@NullMarked
package dev.opikdesktop.desktop.explorer.settings.preferences;

import org.jspecify.annotations.NullMarked;
