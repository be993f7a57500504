/** How work tells of itself while it is done, whoever listens. */
@NullMarked
package dev.opikdesktop.storage.observation;

import org.jspecify.annotations.NullMarked;
