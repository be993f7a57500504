/**
 * The one language of conditions and orders of lists (Opik contract 3): read once into a tree, and
 * compiled to SQL in which every value is a bound parameter.
 */
@NullMarked
package dev.opikdesktop.server.query;

import org.jspecify.annotations.NullMarked;
