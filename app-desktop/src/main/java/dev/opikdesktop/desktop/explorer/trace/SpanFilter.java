package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.query.QueryModel;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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
  private final QueryModel query;
  private String condition = "";

  SpanFilter(Runnable narrowed, Runnable hidden) {
    for (SpanKind kind : SpanKind.OF_SPANS) {
      kinds.put(kind, new SimpleBooleanProperty());
    }
    words.addListener(observable -> narrowed.run());
    errors.addListener(observable -> narrowed.run());
    kinds.values().forEach(kind -> kind.addListener(observable -> narrowed.run()));
    hidesInternal.addListener(observable -> hidden.run());
    query =
        new QueryModel(
            (oql, anywhere) -> {
              condition = oql;
              narrowed.run();
            });
    query.show(LogKind.SPANS, "", "");
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

  /** What is asked of fields, payloads and scores; the server answers it. */
  public QueryModel query() {
    return query;
  }

  /** What is asked of the fields, in the query language; empty for nothing. */
  public String condition() {
    return condition;
  }

  /** All that spans are narrowed by but the words, in the query language; empty for nothing. */
  public String wholeCondition() {
    List<String> parts = new ArrayList<>();
    if (errors.get()) {
      parts.add(new Oql.Condition("error_info", "", Operator.IS_NOT_EMPTY, "").text());
    }
    String types =
        SpanKind.OF_SPANS.stream()
            .filter(kind -> kindProperty(kind).get())
            .map(SpanKind::type)
            .collect(Collectors.joining(","));
    if (!types.isEmpty()) {
      parts.add(new Oql.Condition("type", "", Operator.IN, types).text());
    }
    if (!condition.isEmpty()) {
      parts.add(condition);
    }
    return String.join(" AND ", parts);
  }

  /** Whether spans are left out. */
  public boolean isNarrowed() {
    return !narrowing().isNone();
  }

  Narrowing narrowing() {
    return new Narrowing(
        words.get(),
        errors.get(),
        kinds.entrySet().stream()
            .filter(kind -> kind.getValue().get())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()),
        condition);
  }

  /** Searches for nothing. */
  public void clear() {
    words.set("");
    errors.set(false);
    kinds.values().forEach(kind -> kind.set(false));
    if (!condition.isEmpty()) {
      query.clear();
    }
  }
}
