package dev.opikdesktop.server.http;

import dev.opikdesktop.server.json.Json;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** The query parameter {@code exclude}: a JSON array of field names (Opik contract 2.10). */
public final class FieldNames {
  private FieldNames() {}

  /**
   * Reads it.
   *
   * @param known the names that may be left out
   * @throws ApiException 400 for anything but an array of known names
   */
  public static Set<String> excluded(Parameters parameters, Set<String> known) {
    Optional<String> text = parameters.text("exclude");
    if (text.isEmpty()) {
      return Set.of();
    }
    try {
      return known(Json.MAPPER.readValue(text.get(), new TypeReference<List<String>>() {}), known);
    } catch (JacksonException e) {
      throw ApiException.badQuery("exclude", "not a JSON array of field names");
    }
  }

  /**
   * The names as a set.
   *
   * @throws ApiException 400 for one that is not known
   */
  public static Set<String> known(Collection<String> names, Set<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw ApiException.badQuery("exclude", "there is no field '" + name + "'");
      }
    }
    return new HashSet<>(names);
  }
}
