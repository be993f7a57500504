package dev.opikdesktop.desktop.explorer.diff;

import dev.opikdesktop.desktop.explorer.text.PayloadText;
import dev.opikdesktop.desktop.explorer.text.Wrapping;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a diff on lines of a width, side by side or in one column. Laid out in the
 * background; a row is made, and its words compared, when it is looked at.
 */
final class DiffRows extends AbstractList<DiffRow> implements RandomAccess {
  static final DiffRows NONE =
      new DiffRows(
          new TextDiff(PayloadText.ofPlain("", 20), PayloadText.ofPlain("", 20), List.of()),
          new Layout(80, false, Set.of()));

  /** Equal lines that stay in sight around what changed. */
  private static final int CONTEXT = 3;

  /** Fewer are not worth folding. */
  private static final int FEWEST = 4;

  /** Words of longer lines are not compared. */
  private static final int LONGEST = 200_000;

  private static final int COMPARED = 300;
  private static final int NOTHING = -1;
  private static final int FOLD = -2;

  /**
   * How the rows are laid out.
   *
   * @param columns characters that fit on a line of one side
   * @param opened stretches of equal lines that are not folded
   */
  record Layout(int columns, boolean inOneColumn, Set<Integer> opened) {
    Layout {
      opened = Set.copyOf(opened);
    }
  }

  private final TextDiff diff;
  private final Layout layout;
  private final Wrapping left;
  private final Wrapping right;

  /** Rows of the wrapped texts; for a fold, which stretch and how many lines. */
  private int[] lefts = new int[256];

  private int[] rights = new int[256];
  private int size;
  private final List<Integer> changes = new ArrayList<>();
  private final Map<Integer, WordMarks> compared =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, WordMarks> eldest) {
          return size() > COMPARED;
        }
      };

  DiffRows(TextDiff diff, Layout layout) {
    this.diff = diff;
    this.layout = layout;
    left = Wrapping.of(diff.left(), layout.columns());
    right = Wrapping.of(diff.right(), layout.columns());
    int l = 0;
    int r = 0;
    for (int i = 0; i < diff.stretches().size(); i++) {
      TextDiff.Stretch stretch = diff.stretches().get(i);
      equal(i, l, r, stretch.leftFrom() - l);
      changes.add(size);
      changed(stretch);
      l = stretch.leftTo();
      r = stretch.rightTo();
    }
    equal(diff.stretches().size(), l, r, TextDiff.lines(diff.left()) - l);
    lefts = Arrays.copyOf(lefts, size);
    rights = Arrays.copyOf(rights, size);
  }

  TextDiff diff() {
    return diff;
  }

  /** The rows at which what changed begins. */
  List<Integer> changes() {
    return changes;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public DiffRow get(int index) {
    if (lefts[index] <= FOLD) {
      return new DiffRow(null, null, rights[index], FOLD - lefts[index]);
    }
    int l = lefts[index];
    int r = rights[index];
    boolean equal = isEqual(l, r);
    WordMarks marks = equal ? WordMarks.NONE : marks(l, r);
    return new DiffRow(
        l == NOTHING ? null : half(left, l, equal, DiffRow.State.REMOVED, marks.left()),
        r == NOTHING ? null : half(right, r, equal, DiffRow.State.ADDED, marks.right()),
        0,
        0);
  }

  private void equal(int stretch, int l, int r, int count) {
    boolean first = stretch == 0;
    boolean last = stretch == diff.stretches().size();
    int head = first ? 0 : CONTEXT;
    int tail = last ? 0 : CONTEXT;
    int folded = count - head - tail;
    boolean whole = first && last;
    if (whole || folded < FEWEST || layout.opened().contains(stretch)) {
      pair(l, r, count, count);
      return;
    }
    pair(l, r, head, head);
    add(FOLD - stretch, folded);
    pair(l + head + folded, r + head + folded, tail, tail);
  }

  private void changed(TextDiff.Stretch stretch) {
    int leftCount = stretch.leftTo() - stretch.leftFrom();
    int rightCount = stretch.rightTo() - stretch.rightFrom();
    if (layout.inOneColumn()) {
      pair(stretch.leftFrom(), stretch.rightFrom(), leftCount, 0);
      pair(stretch.leftTo(), stretch.rightFrom(), 0, rightCount);
    } else {
      pair(stretch.leftFrom(), stretch.rightFrom(), leftCount, rightCount);
    }
  }

  /** Lines beside each other; of the side that has fewer, or shorter ones, nothing. */
  private void pair(int l, int r, int leftCount, int rightCount) {
    for (int i = 0; i < Math.max(leftCount, rightCount); i++) {
      int leftRow = i < leftCount ? left.first(l + i) : 0;
      int leftEnd = i < leftCount ? left.first(l + i + 1) : 0;
      int rightRow = i < rightCount ? right.first(r + i) : 0;
      int rightEnd = i < rightCount ? right.first(r + i + 1) : 0;
      while (leftRow < leftEnd || rightRow < rightEnd) {
        add(leftRow < leftEnd ? leftRow++ : NOTHING, rightRow < rightEnd ? rightRow++ : NOTHING);
      }
    }
  }

  private void add(int l, int r) {
    if (size == lefts.length) {
      lefts = Arrays.copyOf(lefts, size * 2);
      rights = Arrays.copyOf(rights, size * 2);
    }
    lefts[size] = l;
    rights[size] = r;
    size++;
  }

  private boolean isEqual(int l, int r) {
    return l != NOTHING && r != NOTHING && stretchOfLeft(left.lineOf(l)) == null;
  }

  /**
   * The changed stretch that a line is in; null for a line that is equal.
   *
   * @param end where a stretch ends on the line's side
   */
  private TextDiff.@Nullable Stretch stretchOf(
      int line, ToIntFunction<TextDiff.Stretch> begin, ToIntFunction<TextDiff.Stretch> end) {
    List<TextDiff.Stretch> stretches = diff.stretches();
    int low = 0;
    int high = stretches.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (end.applyAsInt(stretches.get(middle)) <= line) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean inside = low < stretches.size() && begin.applyAsInt(stretches.get(low)) <= line;
    return inside ? stretches.get(low) : null;
  }

  private TextDiff.@Nullable Stretch stretchOfLeft(int line) {
    return stretchOf(line, TextDiff.Stretch::leftFrom, TextDiff.Stretch::leftTo);
  }

  private TextDiff.@Nullable Stretch stretchOfRight(int line) {
    return stretchOf(line, TextDiff.Stretch::rightFrom, TextDiff.Stretch::rightTo);
  }

  /** What changed in the lines that two rows are parts of, the n-th of a stretch in the n-th. */
  private WordMarks marks(int l, int r) {
    int line = l != NOTHING ? left.lineOf(l) : right.lineOf(r);
    TextDiff.Stretch stretch = l != NOTHING ? stretchOfLeft(line) : stretchOfRight(line);
    if (stretch == null) {
      return WordMarks.NONE;
    }
    int nth = line - (l != NOTHING ? stretch.leftFrom() : stretch.rightFrom());
    int leftLine = stretch.leftFrom() + nth;
    int rightLine = stretch.rightFrom() + nth;
    return leftLine >= stretch.leftTo() || rightLine >= stretch.rightTo()
        ? WordMarks.NONE
        : compared.computeIfAbsent(leftLine, at -> compare(at, rightLine));
  }

  private WordMarks compare(int leftLine, int rightLine) {
    if (length(diff.left(), leftLine) > LONGEST || length(diff.right(), rightLine) > LONGEST) {
      return WordMarks.NONE;
    }
    return WordMarks.of(diff.left().text(leftLine), diff.right().text(rightLine));
  }

  private static int length(PayloadText text, int line) {
    return text.end(line) - text.start(line);
  }

  private static DiffRow.Half half(
      Wrapping side, int row, boolean equal, DiffRow.State changed, List<int[]> marks) {
    int line = side.lineOf(row);
    boolean first = side.first(line) == row;
    int from = side.rows().start(row) - side.whole().start(line);
    int to = side.rows().end(row) - side.whole().start(line);
    List<int[]> here = new ArrayList<>();
    for (int[] mark : marks) {
      if (mark[0] < to && mark[1] > from) {
        here.add(new int[] {Math.max(mark[0], from) - from, Math.min(mark[1], to) - from});
      }
    }
    return new DiffRow.Half(
        side.rows().line(row), first ? line + 1 : 0, equal ? DiffRow.State.EQUAL : changed, here);
  }
}
