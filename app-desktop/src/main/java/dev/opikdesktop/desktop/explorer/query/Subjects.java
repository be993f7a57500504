package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.server.query.oql.OqlField;
import dev.opikdesktop.server.query.oql.OqlFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** All that conditions on one kind of row can be about. */
final class Subjects {
  /** Other names of {@code input.KEY} and {@code output.KEY}. */
  private static final Set<String> TWINS = Set.of("input_json", "output_json");

  private static final List<String> TOKENS =
      List.of("total_tokens", "prompt_tokens", "completion_tokens");

  /** As many keys as a person looks through; metadata may have hundreds. */
  private static final int MOST_KEYS = 30;

  private Subjects() {}

  /**
   * Those whose titles have a text in them, by title.
   *
   * @param wanted empty for all; keys of metadata and of payloads are only found by a text
   */
  static List<Subject> found(OqlFields fields, Vocabulary vocabulary, String wanted) {
    String part = wanted.strip().toLowerCase(Locale.ROOT);
    Set<Subject> found = new LinkedHashSet<>();
    for (OqlField field : fields.all()) {
      if (!TWINS.contains(field.name())) {
        addMatching(found, List.of(Subject.of(field.name())), part);
        addMatching(found, keyed(field.name(), vocabulary, part), part);
      }
    }
    List<Subject> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(Subject::title, String.CASE_INSENSITIVE_ORDER));
    return sorted;
  }

  private static void addMatching(Set<Subject> found, List<Subject> subjects, String part) {
    subjects.stream()
        .filter(
            subject ->
                subject.title().toLowerCase(Locale.ROOT).contains(part)
                    || subject.code().toLowerCase(Locale.ROOT).contains(part))
        .limit(MOST_KEYS)
        .forEach(found::add);
  }

  private static List<Subject> keyed(String field, Vocabulary vocabulary, String part) {
    List<String> keys =
        switch (field) {
          case "usage" -> TOKENS;
          case "feedback_scores", "span_feedback_scores" -> vocabulary.keys(field);
          default -> part.isEmpty() ? List.of() : vocabulary.keys(field);
        };
    return keys.stream().map(key -> new Subject(field, key)).toList();
  }
}
