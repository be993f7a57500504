package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.explorer.text.Folding;
import dev.opikdesktop.desktop.explorer.text.Folds;
import dev.opikdesktop.desktop.explorer.text.PayloadText;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.List;

/** Which parts of the open payload are folded away, and the rows that are left. */
public final class FoldModel {
  private final Background background;
  private final PayloadRows rows = new PayloadRows();
  private int asked;

  FoldModel(Background background) {
    this.background = background;
  }

  public PayloadRows rows() {
    return rows;
  }

  /** Another text is open, or the same one on lines of another width. */
  void show(Folding shown) {
    asked++;
    rows.show(shown);
  }

  /** Whether a row has something to fold, or to unfold. */
  public boolean canFold(int row) {
    return foldOf(row) >= 0;
  }

  public boolean isFolded(int row) {
    return rows.folding().isFolded(foldOf(row));
  }

  /** Whether a row stands for a file inside of the payload. */
  public boolean isData(int row) {
    int fold = foldOf(row);
    return fold >= 0 && text().folds().kind(fold) == Folds.Kind.DATA;
  }

  /** Folds or unfolds what a row begins; the other way around where it is so already. */
  public void toggle(int row) {
    fold(row, !isFolded(row));
  }

  public void fold(int row, boolean away) {
    int fold = foldOf(row);
    if (fold >= 0 && rows.folding().isFolded(fold) != away) {
      asked++;
      rows.show(rows.folding().with(fold, away), row);
    }
  }

  /** The row of what a row is inside of; its own where that is nothing. */
  public int rowAround(int row) {
    Folding folding = rows.folding();
    int around = folding.around(folding.lineOf(row));
    return around < 0 ? row : folding.rowOf(text().folds().head(around));
  }

  /** Folds objects and lists that lie as deep as this, 1 for those in the outermost one. */
  public void foldTo(int level) {
    int question = ++asked;
    Folding before = rows.folding();
    background.run(
        () -> before.toLevel(level),
        (folded, took) -> {
          if (question == asked) {
            rows.show(folded);
          }
        },
        problem -> {});
  }

  public void unfoldAll() {
    foldTo(Integer.MAX_VALUE);
  }

  /** Brings a line among the rows; returns its row. */
  public int reveal(int line) {
    Folding shown = rows.folding().revealing(line);
    if (shown != rows.folding()) {
      show(shown);
    }
    return shown.rowOf(line);
  }

  /** Rows as they are copied: with what is folded away. */
  public String copy(List<Integer> chosen) {
    Folding folding = rows.folding();
    StringBuilder copied = new StringBuilder();
    for (int row : chosen) {
      int line = folding.lineOf(row);
      int next = row + 1 < folding.size() ? folding.lineOf(row + 1) : text().size();
      text().copy(line, next - 1, copied);
    }
    return copied.toString();
  }

  private PayloadText text() {
    return rows.folding().text();
  }

  private int foldOf(int row) {
    Folding folding = rows.folding();
    if (row < 0 || row >= folding.size()) {
      return -1;
    }
    int fold = text().folds().at(folding.lineOf(row));
    boolean hidesNothing =
        fold >= 0
            && !text().folds().kind(fold).equals(Folds.Kind.DATA)
            && text().folds().end(fold) == text().folds().head(fold);
    return hidesNothing ? -1 : fold;
  }
}
