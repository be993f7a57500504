package dev.opikdesktop.desktop.explorer.diff;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;

/**
 * Which characters of two lines differ, in whole words.
 *
 * @param left pairs of begin and end, counted from the line's first character
 */
record WordMarks(List<int[]> left, List<int[]> right) {
  static final WordMarks NONE = new WordMarks(List.of(), List.of());

  /** Words of a longer line are not compared: only where it differs first and last. */
  private static final int LONGEST = 4_000;

  /** Of a hundred characters: more marks than that say nothing. */
  private static final int MOST = 80;

  static WordMarks of(String left, String right) {
    WordMarks marks =
        left.length() > LONGEST || right.length() > LONGEST
            ? ends(left, right)
            : words(left, right);
    boolean tooMany =
        covered(marks.left) * 100L > (long) MOST * left.length()
            && covered(marks.right) * 100L > (long) MOST * right.length();
    return tooMany ? NONE : marks;
  }

  private static int covered(List<int[]> marks) {
    return marks.stream().mapToInt(mark -> mark[1] - mark[0]).sum();
  }

  private static WordMarks ends(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    int head = 0;
    while (head < shorter && left.charAt(head) == right.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && left.charAt(left.length() - 1 - tail) == right.charAt(right.length() - 1 - tail)) {
      tail++;
    }
    return new WordMarks(between(head, left.length() - tail), between(head, right.length() - tail));
  }

  private static List<int[]> between(int from, int to) {
    return from < to ? List.of(new int[] {from, to}) : List.of();
  }

  private static WordMarks words(String left, String right) {
    List<String> one = split(left);
    List<String> other = split(right);
    List<int[]> lefts = new ArrayList<>();
    List<int[]> rights = new ArrayList<>();
    int[] leftStarts = starts(one);
    int[] rightStarts = starts(other);
    for (Change change : new MyersDiffWithLinearSpace<String>().computeDiff(one, other, null)) {
      if (change.deltaType != DeltaType.INSERT) {
        add(lefts, leftStarts[change.startOriginal], leftStarts[change.endOriginal]);
      }
      if (change.deltaType != DeltaType.DELETE) {
        add(rights, rightStarts[change.startRevised], rightStarts[change.endRevised]);
      }
    }
    return new WordMarks(lefts, rights);
  }

  /** Marks that touch are one. */
  private static void add(List<int[]> marks, int from, int to) {
    if (!marks.isEmpty() && marks.getLast()[1] == from) {
      marks.getLast()[1] = to;
    } else if (from < to) {
      marks.add(new int[] {from, to});
    }
  }

  private static int[] starts(List<String> words) {
    int[] starts = new int[words.size() + 1];
    for (int i = 0; i < words.size(); i++) {
      starts[i + 1] = starts[i] + words.get(i).length();
    }
    return starts;
  }

  /** Words, stretches of white space, and each other character by itself. */
  private static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      int end = at + 1;
      int kind = kind(line.charAt(at));
      while (kind != 0 && end < line.length() && kind(line.charAt(end)) == kind) {
        end++;
      }
      words.add(line.substring(at, end));
      at = end;
    }
    return words;
  }

  private static int kind(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '_'
        ? 1
        : Character.isWhitespace(c) ? 2 : 0;
  }
}
