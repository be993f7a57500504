package dev.opikdesktop.server.otlp.dialects;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All dialects, in the order in which they are asked; the first rule that matches a key counts,
 * whoever wrote the span (Opik contract 5.13).
 */
public final class Dialects {
  public static final List<Dialect> ALL =
      List.of(
          Logfire.DIALECT,
          GenAi.DIALECT,
          OpenInference.DIALECT,
          LiveKit.DIALECT,
          Pydantic.DIALECT,
          LiteLlm.DIALECT,
          General.DIALECT,
          Smolagents.DIALECT,
          Langfuse.DIALECT);

  private static final List<Rule> RULES =
      ALL.stream().flatMap(dialect -> dialect.rules().stream()).toList();

  /** Where among all rules the one for exactly this key stands. */
  private static final Map<String, Integer> KEYS = new HashMap<>();

  private static final int[] PREFIXES;

  static {
    for (int i = 0; i < RULES.size(); i++) {
      if (!RULES.get(i).prefix()) {
        KEYS.putIfAbsent(RULES.get(i).key(), i);
      }
    }
    PREFIXES = IntStream.range(0, RULES.size()).filter(i -> RULES.get(i).prefix()).toArray();
  }

  private Dialects() {}

  /** The rule for an attribute, or empty when no dialect knows it. */
  public static Optional<Rule> ruleFor(String attribute) {
    int found = KEYS.getOrDefault(attribute, RULES.size());
    for (int i : PREFIXES) {
      if (i >= found) {
        break;
      }
      if (RULES.get(i).matches(attribute)) {
        found = i;
        break;
      }
    }
    return found < RULES.size() ? Optional.of(RULES.get(found)) : Optional.empty();
  }
}
