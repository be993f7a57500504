package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import dev.opikdesktop.server.query.oql.OqlException;
import dev.opikdesktop.server.query.oql.OqlFields;
import dev.opikdesktop.server.query.oql.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the logs: a condition of the query language, and words that may stand anywhere.
 * A text of plain words is taken for such words.
 */
public final class QueryModel {
  /** Plain words: nothing that only the language has. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?s)(?!.*\\b(?:contains|not_contains|starts_with|ends_with|is_empty|is_not_empty|in|not_in)\\b\\s*[\"'(])[^=<>()]*");

  private final @Nullable Pins pins;
  private final Vocabulary vocabulary;
  private final BiConsumer<LogKind, Subject> lookUp;
  private final BiConsumer<String, String> ask;
  private final StringProperty text = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable Mistake> mistake = new SimpleObjectProperty<>();
  private final ObjectProperty<List<Chip>> chips = new SimpleObjectProperty<>(List.of());
  private LogKind kind = LogKind.TRACES;
  private final ObjectProperty<@Nullable Oql> asked = new SimpleObjectProperty<>();
  private String words = "";
  private boolean withoutOr;

  /** Why a text is no query, and where. */
  public record Mistake(String message, TextRange at) {}

  /**
   * Without pins, and with what is put into its vocabulary.
   *
   * @param ask takes a condition and words, each empty for none
   */
  public QueryModel(BiConsumer<String, String> ask) {
    this(null, new Vocabulary(), (kind, field) -> {}, ask);
  }

  /**
   * @param pins null where nothing can be pinned
   * @param vocabulary what the rows are known to hold
   * @param lookUp asks for more of it: of this kind of row and this subject
   * @param ask takes a condition and words, each empty for none
   */
  public QueryModel(
      @Nullable Pins pins,
      Vocabulary vocabulary,
      BiConsumer<LogKind, Subject> lookUp,
      BiConsumer<String, String> ask) {
    this.pins = pins;
    this.vocabulary = vocabulary;
    this.lookUp = lookUp;
    this.ask = ask;
    if (pins != null) {
      pins.versionProperty().subscribe(version -> showChips());
    }
  }

  /** The line of text as it is being written. */
  public StringProperty textProperty() {
    return text;
  }

  /** Null while the text is a query. */
  public ReadOnlyObjectProperty<@Nullable Mistake> mistakeProperty() {
    return mistake;
  }

  ReadOnlyObjectProperty<List<Chip>> chipsProperty() {
    return chips;
  }

  /** Whether the server takes only conditions that all have to hold. */
  public void setWithoutOr(boolean without) {
    withoutOr = without;
  }

  public boolean isWithoutOr() {
    return withoutOr;
  }

  /** The condition that is asked for; null for none. */
  public ReadOnlyObjectProperty<@Nullable Oql> askedProperty() {
    return asked;
  }

  /** What the rows are known to hold. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** What may come next in an unfinished text. */
  List<Completions.Completion> completions(String unfinished, int caret) {
    return Completions.at(unfinished, caret, fields(), vocabulary, withoutOr, this::lookUp);
  }

  OqlFields fields() {
    return switch (kind) {
      case THREADS -> OqlFields.THREADS;
      case TRACES -> OqlFields.TRACES;
      case SPANS -> OqlFields.SPANS;
    };
  }

  /** All that can be asked about, with a text in its title; the empty text for all. */
  List<Subject> subjects(String wanted) {
    return Subjects.found(fields(), vocabulary, wanted);
  }

  /** What always has a chip. */
  List<Subject> pinned() {
    return pins == null
        ? List.of()
        : pins.of(kind).stream().filter(pin -> fields().find(pin.field()).isPresent()).toList();
  }

  /** Whether any row may be left out. */
  boolean isAsking() {
    return asked.get() != null || !words.isEmpty();
  }

  boolean canPin() {
    return pins != null;
  }

  void pin(Subject subject, boolean pinned) {
    if (pins != null) {
      pins.set(kind, subject, pinned);
    }
  }

  /** Pins what was pinned before anybody chose, and nothing else. */
  void resetPins() {
    if (pins != null) {
      pins.reset(kind);
    }
  }

  /** Somebody is about to ask something: what rows hold is looked up. */
  void lookUp(Subject subject) {
    lookUp.accept(kind, subject);
  }

  /** Takes over what is asked now. */
  public void show(LogKind shown, String oql, String search) {
    kind = shown;
    words = search;
    try {
      asked.set(Oql.parse(oql, fields()).orElse(null));
      mistake.set(beyondServer(asked.get()));
    } catch (OqlException wrong) {
      asked.set(null);
      mistake.set(new Mistake(String.valueOf(wrong.getMessage()), wrong.at()));
    }
    text.set(oql);
    showChips();
  }

  /** Asks for what the text says. */
  public void ask() {
    String written = text.get().strip();
    try {
      Optional<Oql> read = Oql.parse(written, fields());
      mistake.set(beyondServer(read.orElse(null)));
      if (mistake.get() != null) {
        return;
      }
      asked.set(read.orElse(null));
      tell();
    } catch (OqlException wrong) {
      if (PLAIN.matcher(written).matches()) {
        mistake.set(null);
        words = unquoted(written);
        tell();
      } else {
        mistake.set(new Mistake(String.valueOf(wrong.getMessage()), wrong.at()));
      }
    }
  }

  private @Nullable Mistake beyondServer(@Nullable Oql query) {
    if (!withoutOr) {
      return null;
    }
    return parts(query).stream()
        .filter(part -> !(part instanceof Oql.Condition))
        .findFirst()
        .map(part -> new Mistake("this server knows no OR, NOT and parentheses", part.at()))
        .orElse(null);
  }

  /** Forgets a mistake as soon as the text is written on. */
  void written() {
    mistake.set(null);
  }

  /** Adds a condition that has to hold too. */
  public void add(String field, String key, Operator operator, String value) {
    add(new Oql.Condition(field, key, operator, value));
  }

  void add(Oql.Condition condition) {
    List<Oql> parts = new ArrayList<>(parts());
    if (parts.stream().noneMatch(part -> part.placeless().equals(condition.placeless()))) {
      parts.add(condition);
    }
    asked.set(joined(parts));
    tell();
  }

  /** The conditions on a field, of those that all have to hold. */
  public List<Oql.Condition> conditions(String field) {
    List<Oql.Condition> found = new ArrayList<>();
    for (Oql part : parts()) {
      if (part instanceof Oql.Condition condition && condition.field().equals(field)) {
        found.add(condition);
      }
    }
    return found;
  }

  /**
   * Asks one thing of a field instead of what was asked of it.
   *
   * @param wanted null to ask nothing of it
   */
  public void replace(String field, Oql.@Nullable Condition wanted) {
    List<Oql> parts = new ArrayList<>(parts());
    parts.removeAll(conditions(field));
    if (wanted != null) {
      parts.add(wanted);
    }
    asked.set(joined(parts));
    tell();
  }

  /** Asks something else in the place of a condition. */
  void change(Oql.Condition before, Oql.Condition wanted) {
    List<Oql> parts = new ArrayList<>(parts());
    int place = parts.indexOf(before);
    if (place < 0) {
      add(wanted);
      return;
    }
    parts.set(place, wanted);
    asked.set(joined(parts));
    tell();
  }

  void remove(Chip chip) {
    if (chip.condition() == null) {
      words = "";
    } else {
      List<Oql> parts = new ArrayList<>(parts());
      parts.remove(chip.condition());
      asked.set(joined(parts));
    }
    tell();
  }

  /** Searches for no words any more. */
  public void forgetWords() {
    if (!words.isEmpty()) {
      words = "";
      tell();
    }
  }

  /** Whether a text can be asked for as it stands. */
  boolean isQuery(String written) {
    try {
      Oql.parse(written.strip(), fields());
      return true;
    } catch (OqlException wrong) {
      return PLAIN.matcher(written.strip()).matches();
    }
  }

  /** Whether the text says something else than what is asked. */
  boolean isDraft() {
    return !text.get().strip().equals(askedText());
  }

  /** Has the text say again what is asked, whatever was written meanwhile. */
  public void takeBack() {
    text.set(askedText());
    mistake.set(null);
  }

  /** Asks for everything. */
  public void clear() {
    asked.set(null);
    words = "";
    tell();
  }

  private void tell() {
    String oql = askedText();
    text.set(oql);
    showChips();
    ask.accept(oql, words);
  }

  private String askedText() {
    Oql condition = asked.get();
    return condition == null ? "" : condition.text();
  }

  private void showChips() {
    List<Chip> shown = new ArrayList<>();
    if (!words.isEmpty()) {
      shown.add(Chip.search(words));
    }
    List<Oql> rest = new ArrayList<>(parts());
    for (Subject pin : pinned()) {
      List<Oql> own = rest.stream().filter(part -> isAbout(part, pin)).toList();
      if (own.isEmpty()) {
        shown.add(Chip.empty(pin));
      }
      own.forEach(part -> shown.add(Chip.of(part)));
      rest.removeAll(own);
    }
    rest.forEach(part -> shown.add(Chip.of(part)));
    chips.set(shown);
  }

  /** Whether a condition stands at the place of a pin: of two that cover it, the closer one. */
  private boolean isAbout(Oql part, Subject pin) {
    if (!(part instanceof Oql.Condition condition)) {
      return false;
    }
    Subject subject = Subject.of(condition);
    return pin.equals(subject) || pin.covers(subject) && !pinned().contains(subject);
  }

  private List<Oql> parts() {
    return parts(asked.get());
  }

  private static List<Oql> parts(@Nullable Oql query) {
    return switch (query) {
      case null -> List.of();
      case Oql.And and -> and.parts();
      case Oql other -> List.of(other);
    };
  }

  private static @Nullable Oql joined(List<Oql> parts) {
    return switch (parts.size()) {
      case 0 -> null;
      case 1 -> parts.getFirst();
      default -> new Oql.And(parts, TextRange.NOWHERE);
    };
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
