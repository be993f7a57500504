/** Annotation queues: traces and threads that people are to judge (Opik contract 4.4). */
@NullMarked
package dev.opikdesktop.server.queues;

import org.jspecify.annotations.NullMarked;
