/**
 * Threads: all traces of a project that share a thread id, and what is known of them as a whole.
 */
@NullMarked
package dev.opikdesktop.server.threads;

import org.jspecify.annotations.NullMarked;
