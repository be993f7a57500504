/** What the application tells monitoring about itself. */
@NullMarked
package dev.opikdesktop.server.observation;

import org.jspecify.annotations.NullMarked;
