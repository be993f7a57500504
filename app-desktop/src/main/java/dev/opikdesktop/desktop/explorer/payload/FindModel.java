package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.explorer.text.PayloadText;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.Arrays;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Words that are looked for in the open payload, off the thread that draws. */
public final class FindModel {
  private final Background background;
  private final ObjectProperty<Hits> hits = new SimpleObjectProperty<>(Hits.NONE);
  private final IntegerProperty current = new SimpleIntegerProperty(-1);
  private PayloadText text;
  private String words = "";
  private int asked;

  /**
   * Where the words stand in the text's characters, in its order.
   *
   * @param length of the words
   */
  public record Hits(int[] starts, int length) {
    static final Hits NONE = new Hits(new int[0], 0);

    public int size() {
      return starts.length;
    }

    /** The first hit that ends behind a place. */
    int firstAfter(int place) {
      int found = Arrays.binarySearch(starts, Math.max(0, place - length + 1));
      return found < 0 ? -found - 1 : found;
    }
  }

  FindModel(Background background, PayloadText text) {
    this.background = background;
    this.text = text;
  }

  public ReadOnlyObjectProperty<Hits> hitsProperty() {
    return hits;
  }

  /** The hit that was gone to; -1 for none. */
  public ReadOnlyIntegerProperty currentProperty() {
    return current;
  }

  /** The line of the hit that was gone to; -1 for none. */
  public int currentLine() {
    int at = current.get();
    return at < 0 || at >= hits.get().size() ? -1 : text.lineAt(hits.get().starts()[at]);
  }

  /** Looks for words, in any case; none for an empty text. */
  public void find(String wanted) {
    words = wanted;
    look(true);
  }

  /** Goes to the next hit ({@code 1}) or the one before ({@code -1}), around the ends. */
  public void go(int step) {
    int size = hits.get().size();
    if (size > 0) {
      current.set(Math.floorMod(current.get() + step, size));
    }
  }

  /** Another text is open. */
  void in(PayloadText opened) {
    text = opened;
    look(false);
  }

  private void look(boolean goToFirst) {
    int question = ++asked;
    PayloadText where = text;
    String what = words;
    if (what.isEmpty()) {
      current.set(-1);
      hits.set(Hits.NONE);
      return;
    }
    background.run(
        () -> new Hits(where.find(what), what.length()),
        (found, took) -> {
          if (question == asked) {
            current.set(-1);
            hits.set(found);
            if (goToFirst && found.size() > 0) {
              current.set(0);
            }
          }
        },
        problem -> hits.set(Hits.NONE));
  }
}
