/** What lists have in common in their queries (Opik contract 3). */
@NullMarked
package dev.opikdesktop.server.query;

import org.jspecify.annotations.NullMarked;
