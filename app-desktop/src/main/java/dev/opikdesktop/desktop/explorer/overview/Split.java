package dev.opikdesktop.desktop.explorer.overview;

import dev.opikdesktop.desktop.client.Breakdown;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import java.util.Locale;

/**
 * What a chart is split by, a line for each group.
 *
 * @param key a path into the metadata; empty for anything else
 */
record Split(By by, String key) {
  static final String SUCCEEDED = "Succeeded";
  static final String FAILED = "Failed";

  private static final String METADATA = "metadata:";

  /** What can be split by. */
  enum By {
    NOTHING("not split"),
    OUTCOME("outcome"),
    ERROR_TYPE("error type"),
    MODEL("model"),
    PROVIDER("provider"),
    TYPE("type"),
    NAME("name"),
    TAGS("tag"),
    METADATA("metadata key");

    private final String title;

    By(String title) {
      this.title = title;
    }

    /** The server's word, and the field's in the query language. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Split by(By by) {
    return new Split(by, "");
  }

  static Split byMetadata(String key) {
    return new Split(By.METADATA, key);
  }

  /** As {@link #code} wrote it; the other one for what is not such a text. */
  static Split parse(String code, Split otherwise) {
    if (code.startsWith(METADATA)) {
      return byMetadata(code.substring(METADATA.length()));
    }
    for (By by : By.values()) {
      if (by != By.METADATA && by.word().equals(code)) {
        return by(by);
      }
    }
    return otherwise;
  }

  String code() {
    return by == By.METADATA ? METADATA + key : by.word();
  }

  /** {@code by model}, {@code by metadata.region}. */
  String label() {
    return switch (by) {
      case NOTHING -> by.title;
      case METADATA -> "by metadata." + key;
      default -> "by " + by.title;
    };
  }

  /** Whether each line is a group of the server's. */
  boolean hasGroups() {
    return by != By.NOTHING && by != By.OUTCOME;
  }

  /** What the server is asked to split by: it knows no outcomes. */
  Breakdown breakdown(String subMetric) {
    return hasGroups() ? new Breakdown(by.word(), key, subMetric) : Breakdown.NONE;
  }

  /** The condition that holds for what is in a group, in the query language. */
  String condition(String group) {
    return switch (by) {
      case NOTHING -> "";
      case OUTCOME -> "error_info " + (group.equals(FAILED) ? "is_not_empty" : "is_empty");
      case TAGS -> new Oql.Condition(by.word(), "", Operator.CONTAINS, group).text();
      default -> new Oql.Condition(by.word(), key, Operator.EQUAL, group).text();
    };
  }
}
