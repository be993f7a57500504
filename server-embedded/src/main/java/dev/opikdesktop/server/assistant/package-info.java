/** What an assistant wants to be kept for its user (Opik contract 5.16). */
@NullMarked
package dev.opikdesktop.server.assistant;

import org.jspecify.annotations.NullMarked;
