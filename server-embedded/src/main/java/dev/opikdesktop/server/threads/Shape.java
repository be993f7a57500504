package dev.opikdesktop.server.threads;

import java.util.Set;

/**
 * How much of each thread is shown.
 *
 * @param truncate whether long messages are cut
 * @param exclude fields to leave out
 */
record Shape(boolean truncate, Set<String> exclude) {
  boolean has(String field) {
    return !exclude.contains(field);
  }
}
