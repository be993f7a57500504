package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogQuery;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ObservableLongValue;

/**
 * Rows that something is to be done with: some, which stay marked when they are scrolled away, or
 * all that the query answers, but for those that were unmarked since.
 */
final class Marks {
  private final Map<String, LogRow> rows = new LinkedHashMap<>();
  private final Set<String> without = new LinkedHashSet<>();
  private final ReadOnlyBooleanWrapper everything = new ReadOnlyBooleanWrapper();
  private final ReadOnlyLongWrapper count = new ReadOnlyLongWrapper();
  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();
  private final ObservableLongValue total;

  /**
   * @param total how many rows the query answers
   */
  Marks(ReadOnlyLongProperty total) {
    this.total = total;
    total.subscribe(number -> recount());
  }

  /** How many are marked. */
  ReadOnlyLongProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /** Counts up whenever other rows are marked. */
  ReadOnlyLongProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** Whether all that the query answers are marked, those never in sight too. */
  ReadOnlyBooleanProperty everythingProperty() {
    return everything.getReadOnlyProperty();
  }

  boolean contains(LogRow row) {
    return everything.get() ? !without.contains(row.id()) : rows.containsKey(row.id());
  }

  /** Those that were marked one by one. */
  List<LogRow> rows() {
    return List.copyOf(rows.values());
  }

  /**
   * What is marked, to do something with it.
   *
   * @param query what is asked now
   * @param most ids that one query can ask for
   */
  Chosen chosen(LogQuery query, int most) {
    return everything.get()
        ? Chosen.matching(query, without, total.get())
        : Chosen.of(query, List.copyOf(rows.keySet()), most);
  }

  void set(Collection<LogRow> some, boolean marked) {
    for (LogRow row : some) {
      if (everything.get()) {
        boolean changed = marked ? without.remove(row.id()) : without.add(row.id());
      } else if (marked) {
        rows.put(row.id(), row);
      } else {
        rows.remove(row.id());
      }
    }
    changed();
  }

  void setEverything() {
    rows.clear();
    without.clear();
    everything.set(true);
    changed();
  }

  void clear() {
    rows.clear();
    without.clear();
    everything.set(false);
    changed();
  }

  private void changed() {
    recount();
    version.set(version.get() + 1);
  }

  private void recount() {
    count.set(everything.get() ? Math.max(0, total.get() - without.size()) : rows.size());
  }
}
