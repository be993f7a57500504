package dev.opikdesktop.desktop.explorer.compare;

import java.util.AbstractList;
import java.util.List;
import javafx.collections.ObservableListBase;

/** The rows of an outline as a list that can be watched; each is made when it is asked for. */
final class ComparedRows extends ObservableListBase<ComparedRow> {
  private Outline outline = Outline.NONE;

  @Override
  public ComparedRow get(int index) {
    return outline.row(index);
  }

  @Override
  public int size() {
    return outline.size();
  }

  Outline outline() {
    return outline;
  }

  void show(Outline next) {
    Outline before = outline;
    List<ComparedRow> gone =
        new AbstractList<>() {
          @Override
          public ComparedRow get(int index) {
            return before.row(index);
          }

          @Override
          public int size() {
            return before.size();
          }
        };
    beginChange();
    outline = next;
    nextReplace(0, next.size(), gone);
    endChange();
  }
}
