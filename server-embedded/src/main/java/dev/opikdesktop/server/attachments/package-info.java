/** Files that belong to traces and spans (Opik contract 4.5, 4.6). */
@NullMarked
package dev.opikdesktop.server.attachments;

import org.jspecify.annotations.NullMarked;
