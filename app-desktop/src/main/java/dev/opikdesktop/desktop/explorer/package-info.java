/**
 * The window: what it shows of a server, and nothing of how the server does it. Each area of the
 * window has a package with a view (JavaFX code) and a view model (plain Java with observable
 * properties); {@code Explorer} is the way in.
 */
@NullMarked
package dev.opikdesktop.desktop.explorer;

import org.jspecify.annotations.NullMarked;
