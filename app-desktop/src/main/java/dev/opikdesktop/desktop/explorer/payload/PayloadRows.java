package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.explorer.text.Folding;
import dev.opikdesktop.desktop.explorer.text.PayloadLine;
import dev.opikdesktop.desktop.explorer.text.PayloadText;
import java.util.AbstractList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableListBase;

/**
 * The rows of a folded text as a list that can be watched. Each is cut out of the text when it is
 * asked for, and of a change only that is told which is between the rows that stay.
 */
public final class PayloadRows extends ObservableListBase<PayloadLine> {
  private Folding folding = Folding.begin(PayloadText.ofPlain("", 80));

  @Override
  public PayloadLine get(int index) {
    return folding.row(index);
  }

  @Override
  public int size() {
    return folding.size();
  }

  Folding folding() {
    return folding;
  }

  /** Shows another text, or other parts of it. */
  void show(Folding next) {
    Folding before = folding;
    folding = next;
    fireChange(new Told(this, 0, next.size(), new Rows(before, 0, before.size())));
  }

  /** Shows the lines below one row, or hides them. */
  void show(Folding next, int row) {
    Folding before = folding;
    int more = next.size() - before.size();
    folding = next;
    fireChange(
        new Told(
            this,
            row,
            row + 1 + Math.max(0, more),
            new Rows(before, row, row + 1 + Math.max(0, -more))));
  }

  /** A change whose rows are made when they are asked for: there may be millions. */
  private static final class Told extends ListChangeListener.Change<PayloadLine> {
    private final int from;
    private final int to;
    private final List<PayloadLine> removed;
    private boolean told;

    Told(PayloadRows rows, int from, int to, List<PayloadLine> removed) {
      super(rows);
      this.from = from;
      this.to = to;
      this.removed = removed;
    }

    @Override
    public boolean next() {
      boolean first = !told;
      told = true;
      return first;
    }

    @Override
    public void reset() {
      told = false;
    }

    @Override
    public int getFrom() {
      return from;
    }

    @Override
    public int getTo() {
      return to;
    }

    @Override
    public List<PayloadLine> getRemoved() {
      return removed;
    }

    @Override
    protected int[] getPermutation() {
      return new int[0];
    }
  }

  private static final class Rows extends AbstractList<PayloadLine> {
    private final Folding folding;
    private final int from;
    private final int to;

    Rows(Folding folding, int from, int to) {
      this.folding = folding;
      this.from = from;
      this.to = to;
    }

    @Override
    public PayloadLine get(int index) {
      return folding.row(from + index);
    }

    @Override
    public int size() {
      return to - from;
    }
  }
}
