/** What was written, told to whoever listens, as it happens. */
@NullMarked
package dev.opikdesktop.server.events;

import org.jspecify.annotations.NullMarked;
