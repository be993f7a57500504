package dev.opikdesktop.server.analytics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** The functions that a query of a client may call, as functions.txt lists them. */
final class AllowedFunctions {
  /** Endings that make another aggregate of one; those that make states are left out. */
  private static final List<String> COMBINATORS =
      List.of(
          "if",
          "array",
          "map",
          "distinct",
          "ornull",
          "ordefault",
          "foreach",
          "resample",
          "argmin",
          "argmax");

  private static final String AGGREGATES = "# Aggregates and window functions";

  private final Set<String> plain = new HashSet<>();
  private final Set<String> aggregates = new HashSet<>();

  AllowedFunctions() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    AllowedFunctions.class.getResourceAsStream(
                        "/dev/opikdesktop/server/analytics/functions.txt")),
                StandardCharsets.UTF_8))) {
      Set<String> names = plain;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("#")) {
          names = line.equals(AGGREGATES) ? aggregates : plain;
        } else if (!line.isBlank()) {
          names.addAll(List.of(line.toLowerCase(Locale.ROOT).split(" ")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a name is one of them; case does not matter. */
  boolean contains(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return plain.contains(lower) || isAggregate(lower);
  }

  private boolean isAggregate(String name) {
    return aggregates.contains(name)
        || COMBINATORS.stream()
            .anyMatch(
                ending ->
                    name.endsWith(ending)
                        && isAggregate(name.substring(0, name.length() - ending.length())));
  }

  /** All names, in lower case. */
  Set<String> names() {
    Set<String> all = new HashSet<>(plain);
    all.addAll(aggregates);
    return all;
  }
}
