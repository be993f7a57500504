package dev.opikdesktop.desktop.explorer.settings.data;

import dev.opikdesktop.desktop.client.RetentionRule;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.time.ZoneId;
import java.util.Map;

/** What the sections say in sentences. */
final class Words {
  /** What parts of the data folder are, by their names. */
  private static final Map<String, String> PARTS =
      Map.of(
          "engine", "Traces, spans and scores",
          "write-ahead", "Written, on its way into the tables",
          "relational", "Projects, settings and names",
          "blobs", "Attachments",
          "backups", "Backups",
          "logs", "Log files",
          "other", "Everything else");

  private Words() {}

  static String part(String name) {
    return PARTS.getOrDefault(name, name);
  }

  /** {@code 1 trace}, {@code 4,812 traces}. */
  static String traces(long count) {
    return Units.count(count) + (count == 1 ? " trace" : " traces");
  }

  /** What a rule does. */
  static String of(RetentionRule rule, ZoneId zone) {
    Retention kept = Retention.of(rule.retention());
    if (kept == Retention.UNLIMITED) {
      return "Traces are kept for ever.";
    }
    String goes =
        "A trace is deleted with all of its spans %d days after it began".formatted(kept.days());
    if (rule.applyToPast()) {
      return goes + ", also those from before this rule.";
    }
    return rule.createdAt() == null
        ? goes + ". Those that are there already stay."
        : goes + ". Those from before %s stay.".formatted(Units.day(rule.createdAt(), zone));
  }
}
