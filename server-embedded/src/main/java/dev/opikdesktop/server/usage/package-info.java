/** How much was written yesterday, for whoever runs a server for others (Opik contract 5.16). */
@NullMarked
package dev.opikdesktop.server.usage;

import org.jspecify.annotations.NullMarked;
