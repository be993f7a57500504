package dev.opikdesktop.benchmarks.example;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A feedback score.
 *
 * @param category the name of the value, if the definition names it
 * @param source ui, sdk or online_scoring
 */
record Score(
    String name, double value, @Nullable String category, @Nullable String reason, String source) {
  static Score judged(String name, double value, @Nullable String reason) {
    return new Score(name, Math.round(value * 100) / 100.0, null, reason, "online_scoring");
  }

  static Score named(String name, double value, String category, @Nullable String reason) {
    return new Score(name, value, category, reason, "ui");
  }

  ObjectNode row(String project) {
    ObjectNode row = Formats.object().put("project_name", project).put("name", name);
    row.put("value", value).put("source", source);
    if (category != null) {
      row.put("category_name", category);
    }
    if (reason != null) {
      row.put("reason", reason);
    }
    return row;
  }
}
