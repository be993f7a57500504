/** Payloads read as conversations, whatever tool wrote them, and how they are shown. */
@NullMarked
package dev.opikdesktop.desktop.explorer.chat;

import org.jspecify.annotations.NullMarked;
