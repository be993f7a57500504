package dev.opikdesktop.desktop.explorer.trace;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the head of the tree lets one search for, and what it hides. */
public final class SpanFilter {
  private final StringProperty words = new SimpleStringProperty("");
  private final BooleanProperty errors = new SimpleBooleanProperty();
  private final Map<SpanKind, BooleanProperty> kinds = new EnumMap<>(SpanKind.class);
  private final BooleanProperty hidesInternal = new SimpleBooleanProperty();

  SpanFilter(Runnable narrowed, Runnable hidden) {
    for (SpanKind kind : SpanKind.OF_SPANS) {
      kinds.put(kind, new SimpleBooleanProperty());
    }
    words.addListener(observable -> narrowed.run());
    errors.addListener(observable -> narrowed.run());
    kinds.values().forEach(kind -> kind.addListener(observable -> narrowed.run()));
    hidesInternal.addListener(observable -> hidden.run());
  }

  public StringProperty wordsProperty() {
    return words;
  }

  /** Only spans that failed. */
  public BooleanProperty errorsProperty() {
    return errors;
  }

  /** Only spans of this kind, and of others that are chosen too. */
  public BooleanProperty kindProperty(SpanKind kind) {
    BooleanProperty chosen = kinds.get(kind);
    if (chosen == null) {
      throw new IllegalArgumentException("no span is a " + kind);
    }
    return chosen;
  }

  /** Leaves out what the SDK logged of itself. */
  public BooleanProperty hidesInternalProperty() {
    return hidesInternal;
  }

  Narrowing narrowing() {
    return new Narrowing(
        words.get(),
        errors.get(),
        kinds.entrySet().stream()
            .filter(kind -> kind.getValue().get())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()));
  }

  /** Searches for nothing. */
  public void clear() {
    words.set("");
    errors.set(false);
    kinds.values().forEach(kind -> kind.set(false));
  }
}
