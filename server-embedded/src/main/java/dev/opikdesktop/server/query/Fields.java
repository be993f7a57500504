package dev.opikdesktop.server.query;

import java.util.Optional;

/** The fields that conditions on one kind of entity can be about. */
public interface Fields {
  /**
   * Looks a field up.
   *
   * @param key what stands beside the field in a filter, "" for nothing: a path into JSON
   * @return nothing for a name that the contract does not know
   * @throws dev.opikdesktop.server.http.ApiException 400 for a key that the field does not take
   */
  Optional<Field> find(String name, String key);

  /** The condition that a text to search for stands for: any of some fields contains it. */
  Condition search(String text);
}
