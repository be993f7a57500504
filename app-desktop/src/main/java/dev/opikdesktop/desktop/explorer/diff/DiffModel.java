package dev.opikdesktop.desktop.explorer.diff;

import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * The payloads of two things, one of them open at a time, compared line by line. Reading, comparing
 * and laying out happen in the background; what is not wanted any more is given up.
 */
public final class DiffModel {
  /** Whether rows are shown, and if not, why. */
  public enum State {
    /** Nothing is to be compared. */
    NOTHING,
    COMPARING,
    /** Neither side logged the open part. */
    ABSENT,
    SHOWN,
    FAILED
  }

  private final Background background;
  private final ObjectProperty<DiffPart> part = new SimpleObjectProperty<>(DiffPart.OUTPUT);
  private final ObjectProperty<Set<DiffPart>> there = new SimpleObjectProperty<>(Set.of());
  private final ObjectProperty<Set<DiffPart>> different = new SimpleObjectProperty<>(Set.of());
  private final ObjectProperty<Boolean> inOneColumn = new SimpleObjectProperty<>(false);
  private final ObjectProperty<Boolean> asLogged = new SimpleObjectProperty<>(false);
  private final ObjectProperty<State> state = new SimpleObjectProperty<>(State.NOTHING);
  private final ObjectProperty<DiffRows> rows = new SimpleObjectProperty<>(DiffRows.NONE);
  private final StringProperty summary = new SimpleStringProperty("");
  private final Set<Integer> unfolded = new HashSet<>();
  private Sources left = Sources.NONE;
  private Sources right = Sources.NONE;
  private TextDiff diff = DiffRows.NONE.diff();
  private DiffPart wanted = DiffPart.OUTPUT;
  private Background.Running looking = () -> {};
  private Background.Running comparing = () -> {};
  private Background.Running layingOut = () -> {};
  private int columns = 100;

  public DiffModel(Background background) {
    this.background = background;
  }

  /** Which part is open. */
  public ReadOnlyObjectProperty<DiffPart> partProperty() {
    return part;
  }

  /** Parts that one of the two sides has. */
  public ReadOnlyObjectProperty<Set<DiffPart>> thereProperty() {
    return there;
  }

  /** Parts whose sides differ. */
  public ReadOnlyObjectProperty<Set<DiffPart>> differentProperty() {
    return different;
  }

  /** Whether what was removed and what was added stand in one column. */
  public ReadOnlyObjectProperty<Boolean> inOneColumnProperty() {
    return inOneColumn;
  }

  /** Whether JSON is compared with its keys in the order in which they were logged. */
  public ReadOnlyObjectProperty<Boolean> asLoggedProperty() {
    return asLogged;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state;
  }

  ReadOnlyObjectProperty<DiffRows> rowsProperty() {
    return rows;
  }

  /** How much changed, in words. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary;
  }

  /** Compares two other things, the same part of them where they have it. */
  public void show(Sources one, Sources other) {
    if (one.equals(left) && other.equals(right) && state.get() != State.NOTHING) {
      return;
    }
    clear();
    left = one;
    right = other;
    state.set(State.COMPARING);
    looking =
        background.run(
            () -> Look.at(one, other),
            (look, took) -> {
              there.set(look.there());
              different.set(look.different());
              turnTo(look.there().contains(wanted) ? wanted : DiffPart.OUTPUT);
            },
            problem -> state.set(State.FAILED));
  }

  /** Compares nothing, and gives up what is under way. */
  public void clear() {
    looking.cancel();
    comparing.cancel();
    layingOut.cancel();
    left = Sources.NONE;
    right = Sources.NONE;
    diff = DiffRows.NONE.diff();
    there.set(Set.of());
    different.set(Set.of());
    rows.set(DiffRows.NONE);
    summary.set("");
    state.set(State.NOTHING);
  }

  /** Gives up comparing; a click on a part begins again. */
  public void stop() {
    if (state.get() == State.COMPARING) {
      comparing.cancel();
      layingOut.cancel();
      state.set(State.FAILED);
    }
  }

  public void open(DiffPart opened) {
    wanted = opened;
    if (state.get() != State.NOTHING) {
      turnTo(opened);
    }
  }

  public void setInOneColumn(boolean one) {
    inOneColumn.set(one);
    layOut();
  }

  public void setAsLogged(boolean logged) {
    if (asLogged.get() != logged) {
      asLogged.set(logged);
      if (state.get() != State.NOTHING) {
        turnTo(part.get());
      }
    }
  }

  /** The view says how many characters fit on a line of one side. */
  public void fit(int charactersALine) {
    if (charactersALine != columns && charactersALine > 0) {
      columns = charactersALine;
      layOut();
    }
  }

  /** Unfolds a stretch of equal lines. */
  void unfold(DiffRow fold) {
    if (fold.isFold() && unfolded.add(fold.stretch())) {
      layOut();
    }
  }

  /** Which parts there are, and which of them differ. */
  private record Look(Set<DiffPart> there, Set<DiffPart> different) {
    static Look at(Sources one, Sources other) {
      Set<DiffPart> there = EnumSet.noneOf(DiffPart.class);
      Set<DiffPart> different = EnumSet.noneOf(DiffPart.class);
      for (DiffPart part : DiffPart.values()) {
        if (!part.written(one).isEmpty() || !part.written(other).isEmpty()) {
          there.add(part);
        }
        if (!part.isEqual(one, other)) {
          different.add(part);
        }
      }
      return new Look(Set.copyOf(there), Set.copyOf(different));
    }
  }

  private void turnTo(DiffPart opened) {
    comparing.cancel();
    layingOut.cancel();
    diff = DiffRows.NONE.diff();
    part.set(opened);
    unfolded.clear();
    rows.set(DiffRows.NONE);
    summary.set("");
    if (!there.get().contains(opened)) {
      state.set(State.ABSENT);
      return;
    }
    state.set(State.COMPARING);
    Sources one = left;
    Sources other = right;
    boolean raw = asLogged.get();
    comparing =
        background.run(
            () -> TextDiff.of(opened.text(one, raw), opened.text(other, raw)),
            (compared, took) -> {
              diff = compared;
              layOut();
            },
            problem -> state.set(State.FAILED));
  }

  private void layOut() {
    if (diff == DiffRows.NONE.diff()) {
      return;
    }
    layingOut.cancel();
    TextDiff shown = diff;
    DiffRows.Layout layout = new DiffRows.Layout(columns, inOneColumn.get(), unfolded);
    layingOut =
        background.run(
            () -> new DiffRows(shown, layout),
            (laidOut, took) -> {
              rows.set(laidOut);
              summary.set(summary(shown.stretches().size()));
              state.set(State.SHOWN);
            },
            problem -> state.set(State.FAILED));
  }

  private static String summary(int changes) {
    return changes == 0 ? "No difference" : changes == 1 ? "1 change" : changes + " changes";
  }
}
