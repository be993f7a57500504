/** The welcome wizard: what a user said of themselves, once (Opik contract 5.8). */
@NullMarked
package dev.opikdesktop.server.welcome;

import org.jspecify.annotations.NullMarked;
