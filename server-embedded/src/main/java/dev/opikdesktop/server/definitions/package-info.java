/** What feedback scores may be: feedback definitions (Opik contract 5.6). */
@NullMarked
package dev.opikdesktop.server.definitions;

import org.jspecify.annotations.NullMarked;
