package dev.opikdesktop.server.otlp.dialects;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rules in their order, found by the key of an attribute. */
public final class RuleTable {
  private final List<Rule> rules;

  /** Where among the rules the one for exactly this key stands. */
  private final Map<String, Integer> keys = new HashMap<>();

  private final int[] prefixes;
  private final @Nullable RuleTable otherwise;
  private final Function<String, @Nullable String> providers;

  /**
   * @param otherwise asked for what no rule here matches
   * @param providers who runs a model, where no attribute tells
   */
  RuleTable(
      List<Rule> rules,
      @Nullable RuleTable otherwise,
      Function<String, @Nullable String> providers) {
    this.rules = List.copyOf(rules);
    this.providers = providers;
    this.otherwise = otherwise;
    for (int i = 0; i < rules.size(); i++) {
      if (!rules.get(i).prefix()) {
        keys.putIfAbsent(rules.get(i).key(), i);
      }
    }
    prefixes = IntStream.range(0, rules.size()).filter(i -> rules.get(i).prefix()).toArray();
  }

  /** The rule for an attribute, or empty when no dialect knows it. */
  public Optional<Rule> ruleFor(String attribute) {
    int found = keys.getOrDefault(attribute, rules.size());
    for (int i : prefixes) {
      if (i >= found) {
        break;
      }
      if (rules.get(i).matches(attribute)) {
        found = i;
        break;
      }
    }
    if (found < rules.size()) {
      return Optional.of(rules.get(found));
    }
    return otherwise == null ? Optional.empty() : otherwise.ruleFor(attribute);
  }

  /** Who runs a model when no attribute tells, or null. */
  public @Nullable String provider(String model) {
    return providers.apply(model);
  }
}
