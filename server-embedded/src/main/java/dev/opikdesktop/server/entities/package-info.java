/** What traces, spans and threads have in common for those who attach something to them. */
@NullMarked
package dev.opikdesktop.server.entities;

import org.jspecify.annotations.NullMarked;
