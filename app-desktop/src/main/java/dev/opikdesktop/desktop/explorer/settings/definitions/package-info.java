/** The settings' section of feedback definitions. */
@NullMarked
package dev.opikdesktop.desktop.explorer.settings.definitions;

import org.jspecify.annotations.NullMarked;
