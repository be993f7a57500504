package dev.opikdesktop.desktop.explorer.trace;

import java.util.AbstractList;
import java.util.List;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an outline as a list that can be watched. Rows are made when they are asked for, and
 * of a change only that is told which looks different.
 */
final class SpanRows extends ObservableListBase<SpanRow> {
  /** Where more rows look different, telling them one by one takes longer than drawing all. */
  private static final int FEW = 200;

  private @Nullable Outline outline;

  @Override
  public SpanRow get(int index) {
    Outline shown = outline;
    if (shown == null) {
      throw new IndexOutOfBoundsException(index);
    }
    return shown.row(index);
  }

  @Override
  public int size() {
    return outline == null ? 0 : outline.size();
  }

  @Nullable Outline outline() {
    return outline;
  }

  void show(@Nullable Outline next) {
    Outline shown = outline;
    if (shown == null || next == null) {
      replace(shown, next, 0, 0);
      return;
    }
    int common = Math.min(shown.size(), next.size());
    int different = 0;
    int head = 0;
    while (head < common && next.node(head).id().equals(shown.node(head).id())) {
      different += next.isSame(head, shown, head) ? 0 : 1;
      head++;
    }
    int tail = 0;
    while (head + tail < common) {
      int index = next.size() - 1 - tail;
      int old = shown.size() - 1 - tail;
      if (!next.node(index).id().equals(shown.node(old).id())) {
        break;
      }
      different += next.isSame(index, shown, old) ? 0 : 1;
      tail++;
    }
    if (different > FEW) {
      replace(shown, next, 0, 0);
    } else {
      replace(shown, next, head, tail);
    }
  }

  /** Tells of what is between the two ends, and of single rows in them. */
  private void replace(@Nullable Outline shown, @Nullable Outline next, int head, int tail) {
    int before = shown == null ? 0 : shown.size();
    int after = next == null ? 0 : next.size();
    outline = next;
    beginChange();
    for (int i = 0; shown != null && next != null && i < head; i++) {
      if (!next.isSame(i, shown, i)) {
        nextSet(i, shown.row(i));
      }
    }
    if (before > head + tail || after > head + tail) {
      List<SpanRow> gone = shown == null ? List.of() : new Rows(shown, head, before - tail);
      if (after == head + tail) {
        nextRemove(head, gone);
      } else {
        nextReplace(head, after - tail, gone);
      }
    }
    for (int i = tail; shown != null && next != null && i > 0; i--) {
      if (!next.isSame(after - i, shown, before - i)) {
        nextSet(after - i, shown.row(before - i));
      }
    }
    endChange();
  }

  private static final class Rows extends AbstractList<SpanRow> {
    private final Outline outline;
    private final int from;
    private final int to;

    Rows(Outline outline, int from, int to) {
      this.outline = outline;
      this.from = from;
      this.to = to;
    }

    @Override
    public SpanRow get(int index) {
      return outline.row(from + index);
    }

    @Override
    public int size() {
      return to - from;
    }
  }
}
