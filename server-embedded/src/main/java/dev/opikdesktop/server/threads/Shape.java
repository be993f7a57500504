package dev.opikdesktop.server.threads;

import java.util.Set;

/**
 * How much of each thread is shown.
 *
 * @param truncate whether long messages are cut
 * @param stripAttachments whether placeholders of files stay in messages
 * @param exclude fields to leave out
 */
record Shape(boolean truncate, boolean stripAttachments, Set<String> exclude) {
  boolean has(String field) {
    return !exclude.contains(field);
  }
}
