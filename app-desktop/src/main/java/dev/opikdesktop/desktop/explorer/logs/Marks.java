package dev.opikdesktop.desktop.explorer.logs;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** Rows that something is to be done with. They stay marked when they are scrolled away. */
final class Marks {
  private final Map<String, LogRow> rows = new LinkedHashMap<>();
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();

  ReadOnlyIntegerProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  boolean contains(LogRow row) {
    return rows.containsKey(row.id());
  }

  List<LogRow> rows() {
    return List.copyOf(rows.values());
  }

  void set(Collection<LogRow> some, boolean marked) {
    for (LogRow row : some) {
      if (marked) {
        rows.put(row.id(), row);
      } else {
        rows.remove(row.id());
      }
    }
    count.set(rows.size());
  }

  void clear() {
    rows.clear();
    count.set(0);
  }
}
