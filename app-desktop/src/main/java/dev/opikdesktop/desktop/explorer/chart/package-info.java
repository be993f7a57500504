/** A small chart over time that takes its colours from the theme. */
@NullMarked
package dev.opikdesktop.desktop.explorer.chart;

import org.jspecify.annotations.NullMarked;
