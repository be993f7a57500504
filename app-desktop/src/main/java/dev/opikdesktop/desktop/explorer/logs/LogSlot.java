package dev.opikdesktop.desktop.explorer.logs;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * One place of the table. Its row comes when the place is first seen, and is replaced as the trace
 * grows.
 */
public final class LogSlot {
  private final ObjectProperty<@Nullable LogRow> row = new SimpleObjectProperty<>();

  /** Holds null until the row is known. */
  public ReadOnlyObjectProperty<@Nullable LogRow> rowProperty() {
    return row;
  }

  public @Nullable LogRow row() {
    return row.get();
  }

  void show(@Nullable LogRow shown) {
    if (shown == null || !shown.equals(row.get())) {
      row.set(shown);
    }
  }
}
