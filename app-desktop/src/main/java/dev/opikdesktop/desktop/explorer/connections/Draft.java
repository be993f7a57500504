package dev.opikdesktop.desktop.explorer.connections;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection as it is being written.
 *
 * @param id of the one that is changed; empty for a new one
 * @param name empty for the host's
 * @param key null for the one that is kept; empty for none
 */
record Draft(
    String id, String name, String address, String workspace, @Nullable String key, Colour colour) {

  /** Why it can't be kept. */
  Optional<String> mistake() {
    try {
      URI unused = Address.parse(address);
    } catch (IllegalArgumentException wrong) {
      return Optional.ofNullable(wrong.getMessage());
    }
    if (key != null && !isPlain(key.strip())) {
      return Optional.of("An API key is one word of letters, digits and signs");
    }
    if (!isPlain(workspace.strip())) {
      return Optional.of("A workspace's name is one word of letters, digits and signs");
    }
    return Optional.empty();
  }

  /** What can stand in a header. */
  private static boolean isPlain(String text) {
    return text.chars().allMatch(letter -> letter > ' ' && letter < 127);
  }

  /**
   * @throws IllegalArgumentException where there is a {@link #mistake}
   */
  Connection connection(String newId) {
    URI uri = Address.parse(address);
    String called = name.isBlank() ? uri.getHost() : name.strip();
    return new Connection(
        id.isEmpty() ? newId : id, Connection.Kind.SERVER, called, uri, workspace.strip(), colour);
  }
}
