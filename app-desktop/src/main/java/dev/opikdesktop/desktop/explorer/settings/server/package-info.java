/** The settings' section of the server: its addresses, and the configuration file behind them. */
@NullMarked
package dev.opikdesktop.desktop.explorer.settings.server;

import org.jspecify.annotations.NullMarked;
