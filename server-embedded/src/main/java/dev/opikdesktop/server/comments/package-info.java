/** What people say of traces, spans and threads (Opik contract 4.2). */
@NullMarked
package dev.opikdesktop.server.comments;

import org.jspecify.annotations.NullMarked;
