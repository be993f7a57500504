package dev.opikdesktop.desktop.explorer.traces;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * One place of the table. Its trace comes when the place is first seen, and is replaced as the
 * trace grows.
 */
public final class TraceSlot {
  private final ObjectProperty<@Nullable TraceRow> row = new SimpleObjectProperty<>();

  /** Holds null until the trace is known. */
  public ReadOnlyObjectProperty<@Nullable TraceRow> rowProperty() {
    return row;
  }

  public @Nullable TraceRow row() {
    return row.get();
  }

  void show(@Nullable TraceRow trace) {
    if (trace == null || !trace.equals(row.get())) {
      row.set(trace);
    }
  }
}
