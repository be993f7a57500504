/** Where traces ran: environments (Opik contract 5.9). */
@NullMarked
package dev.opikdesktop.server.environments;

import org.jspecify.annotations.NullMarked;
