package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.SpanNotes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Which small facts the rows of the tree say. */
public final class RowFacts {
  private static final String NOTHING = "none";

  private final ObjectProperty<Set<RowFact>> shown =
      new SimpleObjectProperty<>(those(RowFact::isUsual));
  private final ObjectProperty<Map<String, SpanNotes>> notes = new SimpleObjectProperty<>(Map.of());

  public ReadOnlyObjectProperty<Set<RowFact>> shownProperty() {
    return shown;
  }

  /** What was said of the spans, by their ids, as far as the rows say it. */
  public ReadOnlyObjectProperty<Map<String, SpanNotes>> notesProperty() {
    return notes;
  }

  public boolean shows(RowFact fact) {
    return shown.get().contains(fact);
  }

  public void show(RowFact fact, boolean show) {
    shown.set(those(each -> each == fact ? show : shows(each)));
  }

  /** Shows the usual ones. */
  public void reset() {
    shown.set(those(RowFact::isUsual));
  }

  /** Whether somebody has to ask what was said of the spans. */
  boolean needsNotes() {
    return shows(RowFact.SCORES) || shows(RowFact.COMMENTS);
  }

  void setNotes(Map<String, SpanNotes> known) {
    notes.set(known);
  }

  SpanNotes notes(String span) {
    return notes.get().getOrDefault(span, SpanNotes.NONE);
  }

  /** As it is remembered. */
  public String text() {
    return shown.get().isEmpty()
        ? NOTHING
        : shown.get().stream().map(RowFact::name).collect(Collectors.joining(","));
  }

  /** Shows what was remembered; what is no fact by now is passed over. */
  public void read(String text) {
    if (!text.isEmpty()) {
      Set<String> names = Set.of(text.split(","));
      shown.set(those(fact -> names.contains(fact.name())));
    }
  }

  private static Set<RowFact> those(Predicate<RowFact> wanted) {
    Set<RowFact> facts = EnumSet.noneOf(RowFact.class);
    Arrays.stream(RowFact.values()).filter(wanted).forEach(facts::add);
    return facts;
  }
}
