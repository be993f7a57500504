/** What an LLM call cost, from public list prices (Opik contract 2.11). */
@NullMarked
package dev.opikdesktop.server.costs;

import org.jspecify.annotations.NullMarked;
