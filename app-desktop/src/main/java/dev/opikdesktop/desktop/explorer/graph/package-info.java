/** The graph of an agent, as its program described it. */
@NullMarked
package dev.opikdesktop.desktop.explorer.graph;

import org.jspecify.annotations.NullMarked;
