package dev.opikdesktop.desktop.explorer.thread;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** One place of the conversation. Its turn comes when the place is first seen. */
public final class TurnSlot {
  private final ObjectProperty<@Nullable Turn> turn = new SimpleObjectProperty<>();
  private @Nullable Turn listed;

  /** Holds null until the turn is known. */
  public ReadOnlyObjectProperty<@Nullable Turn> turnProperty() {
    return turn;
  }

  public @Nullable Turn turn() {
    return turn.get();
  }

  /** Shows what a list tells; texts that were read whole stay while they are the same. */
  void show(Turn told) {
    Turn before = turn.get();
    if (before == null || !before.saysTheSameAs(told)) {
      listed = null;
      turn.set(told);
    } else if (!before.trace().equals(told.trace())) {
      listed = listed == null ? null : told;
      turn.set(listed == null ? told : told.withTextsOf(before));
    }
  }

  /**
   * Shows texts that were read whole.
   *
   * @param of the turn as it was when the reading began
   * @return false if it says something else by now
   */
  boolean showWhole(Turn of, Turn read) {
    Turn now = turn.get();
    if (now == null || !now.saysTheSameAs(of)) {
      return false;
    }
    listed = now;
    turn.set(now.withTextsOf(read));
    return true;
  }

  /** Back to what the list tells: a payload may be large, and is not looked at any more. */
  boolean forgetWhole() {
    if (listed != null) {
      turn.set(listed);
      listed = null;
    }
    return true;
  }
}
