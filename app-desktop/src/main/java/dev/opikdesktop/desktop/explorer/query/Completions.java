package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.server.query.oql.Oql;
import dev.opikdesktop.server.query.oql.OqlException;
import dev.opikdesktop.server.query.oql.OqlField;
import dev.opikdesktop.server.query.oql.OqlFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** What may come next in an unfinished query. */
final class Completions {
  private static final int MOST = 12;

  /** Milliseconds that are often meant. */
  private static final List<String> LENGTHS = List.of("500", "1000", "5000", "10000", "60000");

  private static final Set<String> BEYOND_AND = Set.of("OR", "NOT", "(");

  private Completions() {}

  /**
   * A word that can stand at the caret.
   *
   * @param note what else there is to say of it; empty for nothing
   * @param from where it begins in the text; what stands from there to the caret is replaced
   */
  record Completion(String word, String note, int from) {}

  /**
   * @param values the keys that fields are known to have, and what they hold
   * @param withoutOr whether all conditions have to hold, and nothing else can be said
   * @param lookUp told of what has the keys or values that may come next
   */
  static List<Completion> at(
      String text,
      int caret,
      OqlFields fields,
      Vocabulary values,
      boolean withoutOr,
      Consumer<Subject> lookUp) {
    String before = text.substring(0, Math.min(caret, text.length()));
    int begin = beginOfWord(before);
    String word = before.substring(begin);
    List<String> words = new ArrayList<>();
    int dot = word.indexOf('.');
    if (dot > 0) {
      String field = word.substring(0, dot);
      lookUp.accept(Subject.of(field));
      for (String key : values.keys(field)) {
        words.add(field + "." + Vocabulary.quotedKey(key));
      }
    } else {
      words.addAll(expected(before.substring(0, begin), fields, values, lookUp));
      if (withoutOr) {
        words.removeAll(BEYOND_AND);
      }
    }
    String typed = word.toLowerCase(Locale.ROOT);
    Set<Completion> found = new LinkedHashSet<>();
    add(found, words, begin, option -> option.startsWith(typed));
    add(found, words, begin, option -> option.contains(typed));
    return found.stream()
        .filter(completion -> !completion.word().equals(word))
        .limit(MOST)
        .toList();
  }

  private static void add(
      Set<Completion> found,
      List<String> words,
      int begin,
      java.util.function.Predicate<String> wanted) {
    for (String option : words) {
      if (wanted.test(option.toLowerCase(Locale.ROOT))) {
        found.add(new Completion(option, note(option), begin));
      }
    }
  }

  private static String note(String word) {
    if (LENGTHS.contains(word)) {
      return Values.shown(Subject.of("duration"), word);
    }
    Subject subject = Subject.read(word);
    if (subject.isDuration()) {
      return "in milliseconds";
    }
    if (subject.isTime()) {
      return "2026-01-31 or 2026-01-31T14:00:00Z";
    }
    String title = subject.title();
    boolean same = title.equals(word) || title.equalsIgnoreCase(word.replace('_', ' '));
    return same ? "" : title;
  }

  private static List<String> expected(
      String before, OqlFields fields, Vocabulary values, Consumer<Subject> lookUp) {
    try {
      Oql.parse(before, fields);
      return before.isBlank() ? names(fields) : List.of("AND", "OR");
    } catch (OqlException unfinished) {
      List<String> words = new ArrayList<>();
      if (wantsValue(before, fields)) {
        String[] subject = Vocabulary.subject(before);
        lookUp.accept(new Subject(subject[0], subject[1]));
        words.addAll(Subject.of(subject[0]).isDuration() ? LENGTHS : List.of());
        words.addAll(values.quotedValues(subject[0], subject[1]));
        return words;
      }
      for (String word : unfinished.expected()) {
        if (fields.find(word).isPresent() || word.equals(word.strip()) && !word.contains(" ")) {
          words.add(word);
        }
      }
      return words;
    }
  }

  /** Whether a text makes the query whole that lacks something at its end. */
  private static boolean wantsValue(String before, OqlFields fields) {
    BiFunction<String, String, Boolean> whole =
        (text, end) -> {
          try {
            return Oql.parse(text + end, fields).isPresent();
          } catch (OqlException wrong) {
            return false;
          }
        };
    return whole.apply(before, " \"x\"") || whole.apply(before, " 1");
  }

  private static List<String> names(OqlFields fields) {
    return fields.all().stream().map(OqlField::name).toList();
  }

  private static int beginOfWord(String text) {
    int at = text.length();
    int open = openQuote(text);
    if (open >= 0) {
      return open;
    }
    while (at > 0
        && !Character.isWhitespace(text.charAt(at - 1))
        && "()=<>!".indexOf(text.charAt(at - 1)) < 0) {
      at--;
    }
    return at;
  }

  /** Where a quote was opened that is not closed; -1 where none was. */
  private static int openQuote(String text) {
    int open = -1;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (open < 0 && (c == '"' || c == '\'')) {
        open = i;
        quote = c;
      } else if (open >= 0 && c == quote) {
        open = -1;
      }
    }
    return open;
  }
}
