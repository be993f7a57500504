/** JSON as the contract writes it, and payloads kept as text. */
@NullMarked
package dev.opikdesktop.server.json;

import org.jspecify.annotations.NullMarked;
