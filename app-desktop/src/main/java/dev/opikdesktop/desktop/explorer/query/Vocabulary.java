package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** Keys and values that the rows are known to have, for completion. */
public final class Vocabulary {
  private static final int MOST_VALUES = 500;
  private static final Pattern LAST_CONDITION =
      Pattern.compile(
          "([A-Za-z_]+)(?:\\.(\"(?:[^\"]|\"\")*\"|[^\\s=<>!()]+))?\\s*(?:[=<>!]+|[A-Za-z_]+)\\s*$");

  /** What fields hold that know a few words only, whatever was logged. */
  private static final Map<String, List<String>> FIXED =
      Map.of(
          "type", List.of("general", "guardrail", "llm", "tool"),
          "status", List.of("active", "inactive"),
          "source", List.of("evaluator", "experiment", "optimization", "playground", "sdk"),
          "visibility_mode", List.of("default", "hidden"));

  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
  private final Map<String, TreeSet<String>> keys = new TreeMap<>();
  private final Map<String, TreeSet<String>> values = new TreeMap<>();

  /** A field has this key. */
  public void key(String field, String key) {
    keys.computeIfAbsent(field, name -> new TreeSet<>()).add(key);
  }

  /**
   * A field has this value.
   *
   * @param key what follows the field's dot; empty for none
   */
  public void value(String field, String key, String value) {
    TreeSet<String> known = values.computeIfAbsent(field + "." + key, name -> new TreeSet<>());
    if (!value.isEmpty() && value.length() <= 80 && known.size() < MOST_VALUES) {
      known.add(value);
    }
  }

  /** Fields have what another one knows too. */
  public void add(Vocabulary other) {
    other.keys.forEach(
        (field, known) -> keys.computeIfAbsent(field, name -> new TreeSet<>()).addAll(known));
    other.values.forEach(
        (subject, known) -> values.computeIfAbsent(subject, name -> new TreeSet<>()).addAll(known));
    grew();
  }

  public void clear() {
    keys.clear();
    values.clear();
  }

  /** Counts up when more became known that somebody may be waiting for. */
  ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  void grew() {
    version.set(version.get() + 1);
  }

  List<String> keys(String field) {
    return List.copyOf(keys.getOrDefault(field, new TreeSet<>()));
  }

  /** What a field is known to hold, with this key or without one. */
  public List<String> values(String field, String key) {
    List<String> fixed = key.isEmpty() ? FIXED.getOrDefault(field, List.of()) : List.of();
    return fixed.isEmpty()
        ? List.copyOf(values.getOrDefault(field + "." + key, new TreeSet<>()))
        : fixed;
  }

  /** The same as they are written in a query. */
  List<String> quotedValues(String field, String key) {
    return values(field, key).stream().map(Vocabulary::quoted).toList();
  }

  /** Field and key of the comparison that a text ends in; two empty texts for none. */
  static String[] subject(String before) {
    Matcher last = LAST_CONDITION.matcher(before);
    if (!last.find()) {
      return new String[] {"", ""};
    }
    String key = last.group(2) == null ? "" : last.group(2);
    if (key.startsWith("\"")) {
      key = key.substring(1, key.length() - 1).replace("\"\"", "\"");
    }
    return new String[] {last.group(1), key};
  }

  static String quotedKey(String key) {
    String text = new Oql.Condition("metadata", key, Operator.IS_EMPTY, "").text();
    return text.substring("metadata.".length(), text.lastIndexOf(' '));
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\"", "\"\"") + "\"";
  }
}
