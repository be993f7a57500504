package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Parameters;
import java.util.List;

/** Conditions that a list's query may set besides its own parameters (Opik contract 3.1, 3.4). */
public final class Conditions {
  private static final List<String> PARAMETERS = List.of("filters", "search");

  private Conditions() {}

  /**
   * Refuses conditions that cannot be evaluated: a list without them would show rows that were not
   * asked for. An empty array of filters asks for nothing and passes.
   *
   * @throws ApiException 400
   */
  public static void refuse(Parameters parameters) {
    for (String name : PARAMETERS) {
      boolean set =
          parameters.text(name).map(String::strip).filter(text -> !text.equals("[]")).isPresent();
      if (set) {
        throw ApiException.badQuery(name, "is not supported yet; leave it out");
      }
    }
  }
}
