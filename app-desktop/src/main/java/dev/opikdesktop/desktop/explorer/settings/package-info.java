/**
 * The page of settings: its sections beside the one that is shown. A section of its own package
 * stands on the page as soon as the frame lists it.
 */
@NullMarked
package dev.opikdesktop.desktop.explorer.settings;

import org.jspecify.annotations.NullMarked;
