package dev.opikdesktop.desktop.explorer.text;

import dev.opikdesktop.desktop.explorer.text.PayloadLine.Kind;
import dev.opikdesktop.desktop.explorer.text.PayloadLine.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The rows that a text has while some of it is folded away. What is folded costs some bytes, what
 * is not costs none, so that millions of lines can be folded in a moment.
 */
public final class Folding {
  /** Of a file inside of a string so much is shown. */
  private static final int DATA_SHOWN = 40;

  /** Room for what is said of the rest of a long string. */
  private static final int SAID = 24;

  private final PayloadText text;
  private final BitSet folded;

  /** Lines that hide others, none of them hidden itself, and how many are hidden by then. */
  private final int[] heads;

  private final int[] hidden;

  private Folding(PayloadText text, BitSet folded) {
    this.text = text;
    this.folded = folded;
    Folds folds = text.folds();
    int[] at = new int[16];
    int[] gone = new int[16];
    int count = 0;
    int fold = folded.nextSetBit(0);
    while (fold >= 0 && fold < folds.size()) {
      if (count == at.length) {
        at = Arrays.copyOf(at, count * 2);
        gone = Arrays.copyOf(gone, count * 2);
      }
      at[count] = folds.head(fold);
      gone[count] = (count == 0 ? 0 : gone[count - 1]) + folds.end(fold) - folds.head(fold);
      count++;
      fold = folded.nextSetBit(Math.max(fold + 1, folds.after(folds.end(fold))));
    }
    heads = Arrays.copyOf(at, count);
    hidden = Arrays.copyOf(gone, count);
  }

  /** With only very long strings and files folded. */
  public static Folding begin(PayloadText text) {
    BitSet folded = new BitSet();
    Folds folds = text.folds();
    for (int fold = 0; fold < folds.size(); fold++) {
      if (folds.beginsFolded(fold)) {
        folded.set(fold);
      }
    }
    return new Folding(text, folded);
  }

  /** With files in strings folded alone. */
  public static Folding ofFiles(PayloadText text) {
    BitSet folded = new BitSet();
    for (int fold = 0; fold < text.folds().size(); fold++) {
      folded.set(fold, text.folds().kind(fold) == Folds.Kind.DATA);
    }
    return new Folding(text, folded);
  }

  public PayloadText text() {
    return text;
  }

  /** The same of the same document on lines of another width. */
  public Folding on(PayloadText other) {
    return new Folding(other, folded);
  }

  /** How many rows. */
  public int size() {
    return text.size() - (hidden.length == 0 ? 0 : hidden[hidden.length - 1]);
  }

  /** The line that a row shows. */
  public int lineOf(int row) {
    int low = 0;
    int high = heads.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int rowOfHead = heads[middle] - (middle == 0 ? 0 : hidden[middle - 1]);
      if (rowOfHead < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return row + (low == 0 ? 0 : hidden[low - 1]);
  }

  /** The row that shows a line, or that stands for it while it is folded away. */
  public int rowOf(int line) {
    int before = above(line);
    if (before < 0) {
      return line;
    }
    int hiddenAbove = before == 0 ? 0 : hidden[before - 1];
    int rowOfHead = heads[before] - hiddenAbove;
    return Math.max(rowOfHead, line - hidden[before]);
  }

  /** The last folded line above a line, among {@link #heads}. */
  private int above(int line) {
    int found = Arrays.binarySearch(heads, line);
    return found < 0 ? -found - 2 : found - 1;
  }

  public boolean isFolded(int fold) {
    return fold >= 0 && folded.get(fold);
  }

  /** With one more folded, or one less. */
  public Folding with(int fold, boolean away) {
    BitSet next = (BitSet) folded.clone();
    next.set(fold, away);
    return new Folding(text, next);
  }

  /**
   * Objects and lists folded that lie as deep as this, or deeper; all others are not. Takes its
   * time with large documents.
   *
   * @param level 1 for what the outermost one holds
   */
  public Folding toLevel(int level) {
    Folds folds = text.folds();
    BitSet next = (BitSet) folded.clone();
    int[] ends = new int[16];
    int depth = 0;
    // YAML has no line for the outermost one.
    int outermost = text.style() == PayloadText.Style.YAML ? 1 : 0;
    for (int fold = 0; fold < folds.size(); fold++) {
      while (depth > 0 && ends[depth - 1] < folds.head(fold)) {
        depth--;
      }
      if (folds.kind(fold).isContainer()) {
        next.set(fold, depth + outermost >= level);
        if (depth == ends.length) {
          ends = Arrays.copyOf(ends, depth * 2);
        }
        ends[depth++] = folds.end(fold);
      }
    }
    return new Folding(text, next);
  }

  /** With no object and no list folded. */
  public Folding unfolded() {
    return toLevel(Integer.MAX_VALUE);
  }

  /** With a line in sight. */
  public Folding revealing(int line) {
    Folding shown = this;
    int before = shown.above(line);
    while (before >= 0 && text.folds().end(text.folds().at(shown.heads[before])) >= line) {
      shown = shown.with(text.folds().at(shown.heads[before]), false);
      before = shown.above(line);
    }
    return shown;
  }

  /** The innermost fold that a line would be folded away by; -1 for none. */
  public int around(int line) {
    Folds folds = text.folds();
    int own = folds.at(line);
    for (int fold = (own < 0 ? folds.after(line) : own) - 1; fold >= 0; fold--) {
      if (folds.end(fold) >= line) {
        return fold;
      }
    }
    return -1;
  }

  /** What a row shows. */
  public PayloadLine row(int row) {
    int line = lineOf(row);
    PayloadLine shown = text.line(line);
    int fold = text.folds().at(line);
    return isFolded(fold) ? folded(shown, fold) : shown;
  }

  private PayloadLine folded(PayloadLine line, int fold) {
    Folds folds = text.folds();
    int amount = folds.amount(fold);
    List<Piece> pieces = new ArrayList<>();
    switch (folds.kind(fold)) {
      case OBJECT, LIST -> {
        boolean list = folds.kind(fold) == Folds.Kind.LIST;
        String what = amount == 1 ? (list ? " item" : " field") : list ? " items" : " fields";
        pieces.addAll(line.pieces());
        pieces.add(new Piece(Kind.FOLDED, Units.count((long) amount) + what));
        List<Piece> last = text.line(folds.end(fold)).pieces();
        boolean closes =
            text.style() == PayloadText.Style.JSON
                && "}]".indexOf(last.getFirst().text().charAt(0)) >= 0;
        pieces.addAll(closes ? last : List.of());
      }
      case TEXT -> {
        pieces.addAll(first(line.pieces(), text.columns() - line.indent() - SAID));
        pieces.add(new Piece(Kind.FOLDED, "show all, " + Units.bytes(amount)));
      }
      case DATA -> {
        pieces.addAll(first(line.pieces(), DATA_SHOWN));
        pieces.add(new Piece(Kind.FOLDED, type(fold) + ", " + Units.bytes(Embedded.bytes(amount))));
      }
    }
    return new PayloadLine(line.indent(), line.continued(), List.copyOf(pieces));
  }

  /** The media type of a file inside of a string. */
  private String type(int fold) {
    int line = text.folds().head(fold);
    int value = text.start(line);
    for (Piece piece : text.line(line).pieces()) {
      if (piece.kind() == Kind.STRING) {
        break;
      }
      value += piece.text().length();
    }
    int quoted = "'\"".indexOf(text.characters().charAt(value)) >= 0 ? 1 : 0;
    return Embedded.type(text.characters(), value + quoted);
  }

  /** The first characters, at least one piece of them. */
  private static List<Piece> first(List<Piece> pieces, int characters) {
    List<Piece> kept = new ArrayList<>();
    int left = Math.max(1, characters);
    for (Piece piece : pieces) {
      if (left > 0) {
        String text = piece.text();
        kept.add(
            new Piece(piece.kind(), text.length() > left ? text.substring(0, left) + "…" : text));
        left -= text.length();
      }
    }
    return kept;
  }
}
