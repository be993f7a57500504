/**
 * One trace: its spans as tree and waterfall, the facts and payloads of the one that is selected.
 */
@NullMarked
package dev.opikdesktop.desktop.explorer.trace;

import org.jspecify.annotations.NullMarked;
