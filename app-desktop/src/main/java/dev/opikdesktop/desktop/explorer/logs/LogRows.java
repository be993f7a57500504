package dev.opikdesktop.desktop.explorer.logs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a query as a list as long as they are many, of which only the places that were looked
 * at hold a row. What comes new is inserted at the top, so a view keeps its selection and its place
 * by the list's own change events.
 *
 * <p>Read-only for views; lives on the drawing thread.
 */
public final class LogRows extends ObservableListBase<LogSlot> {
  /** Rows asked for at once; places are filled by pages of this size. */
  public static final int PAGE = 100;

  private static final int PAGES_KEPT = 100;

  private final ArrayList<@Nullable LogSlot> slots = new ArrayList<>();
  private final LinkedHashMap<Integer, Boolean> pagesByUse = new LinkedHashMap<>(16, 0.75f, true);
  private boolean changing;

  @Override
  public LogSlot get(int index) {
    LogSlot slot = slots.get(index);
    if (slot == null) {
      slot = new LogSlot();
      slots.set(index, slot);
    }
    return slot;
  }

  @Override
  public int size() {
    return slots.size();
  }

  /** The row at a place, if it is known. */
  public @Nullable LogRow rowAt(int index) {
    LogSlot slot = index >= 0 && index < slots.size() ? slots.get(index) : null;
    return slot == null ? null : slot.row();
  }

  /** Where a row stands among the known ones, or -1. */
  public int indexOf(@Nullable String id) {
    if (id == null) {
      return -1;
    }
    for (int i = 0; i < slots.size(); i++) {
      LogRow row = rowAt(i);
      if (row != null && row.id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * True while listeners are told of a change: what they see of a selection then is on its way, not
   * chosen by anybody.
   */
  public boolean isChanging() {
    return changing;
  }

  void clearAll() {
    pagesByUse.clear();
    resize(0);
  }

  /**
   * Takes the newest page in: rows that are new push the others down.
   *
   * @param total how many rows the whole list has now
   */
  void showNewest(List<LogRow> newest, int total) {
    LogRow first = rowAt(0);
    int inserted = 0;
    if (first != null) {
      inserted = positionOf(first.id(), newest);
      if (inserted < 0) {
        inserted = Math.max(0, total - slots.size());
      }
    }
    if (inserted > 0) {
      insertAtTop(Math.min(inserted, total));
    }
    boolean elsewhere = first != null && total != slots.size();
    resize(total);
    show(0, newest);
    if (elsewhere) {
      forgetFrom(newest.size());
    }
  }

  /** Fills a page. Rows beyond the end are ignored: the next refresh knows better. */
  void show(int from, List<LogRow> rows) {
    for (int i = 0; i < rows.size() && from + i < slots.size(); i++) {
      get(from + i).show(rows.get(i));
    }
    pagesByUse.put(from / PAGE, true);
    while (pagesByUse.size() > PAGES_KEPT) {
      Map.Entry<Integer, Boolean> longestUnused = pagesByUse.firstEntry();
      pagesByUse.remove(longestUnused.getKey());
      forget(longestUnused.getKey() * PAGE, (longestUnused.getKey() + 1) * PAGE);
    }
  }

  private static int positionOf(String id, List<LogRow> rows) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  private void insertAtTop(int count) {
    List<@Nullable LogSlot> places = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      places.add(null);
    }
    beginChange();
    slots.addAll(0, places);
    nextAdd(0, count);
    tell();
  }

  private void resize(int total) {
    int before = slots.size();
    beginChange();
    if (total > before) {
      slots.ensureCapacity(total);
      for (int i = before; i < total; i++) {
        slots.add(null);
      }
      nextAdd(before, total);
    } else if (total < before) {
      List<LogSlot> removed = new ArrayList<>(before - total);
      for (int i = total; i < before; i++) {
        removed.add(get(i));
      }
      slots.subList(total, before).clear();
      nextRemove(total, removed);
    }
    tell();
  }

  private void tell() {
    changing = true;
    try {
      endChange();
    } finally {
      changing = false;
    }
  }

  private void forgetFrom(int index) {
    forget(index, slots.size());
  }

  private void forget(int from, int to) {
    for (int i = from; i < Math.min(to, slots.size()); i++) {
      LogSlot slot = slots.get(i);
      if (slot != null) {
        slot.show(null);
      }
    }
  }
}
