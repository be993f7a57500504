/**
 * How values are written for people: durations, tokens, money, times, and one line of a payload.
 */
@NullMarked
package dev.opikdesktop.desktop.explorer.text;

import org.jspecify.annotations.NullMarked;
