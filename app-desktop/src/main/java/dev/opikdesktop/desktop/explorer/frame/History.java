package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.logs.LogsModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The places one came from and went back from, each with the logs as they were there: which rows,
 * in which order, which of them selected, and which on top.
 */
final class History {
  private static final int LONGEST = 200;

  private final LogsModel logs;
  private final Supplier<Place> here;
  private final Consumer<Place> turnTo;
  private final Deque<Step> before = new ArrayDeque<>();
  private final Deque<Step> after = new ArrayDeque<>();
  private boolean moving;

  /**
   * @param here where one is, with what one has open there
   * @param turnTo shows a place
   */
  History(LogsModel logs, Supplier<Place> here, Consumer<Place> turnTo) {
    this.logs = logs;
    this.here = here;
    this.turnTo = turnTo;
  }

  private record Step(Place place, LogsModel.Seen logs) {}

  /** Whether a move is under way. */
  boolean isMoving() {
    return moving;
  }

  /** Goes somewhere in one step, whatever has to be done for it. */
  void move(Runnable action) {
    if (moving) {
      action.run();
      return;
    }
    Step left = step();
    moving = true;
    try {
      action.run();
    } finally {
      moving = false;
    }
    if (!here.get().equals(left.place())) {
      left(left);
    }
  }

  /** Other rows of the same project are about to be asked for. */
  void rowsLeft() {
    if (!moving && here.get() instanceof Place.Logs) {
      left(step());
    }
  }

  /** To the place before; false if there is none. */
  boolean back() {
    return turn(before, after);
  }

  /** To the place that was gone back from, if there is one. */
  void forward() {
    turn(after, before);
  }

  private void left(Step step) {
    Step last = before.peek();
    if (last == null || !step.place().equals(last.place())) {
      before.push(step);
    }
    if (before.size() > LONGEST) {
      before.removeLast();
    }
    after.clear();
  }

  private boolean turn(Deque<Step> from, Deque<Step> to) {
    Step step = from.poll();
    if (step == null) {
      return false;
    }
    to.push(step());
    moving = true;
    try {
      Project project = step.place().project();
      if (project != null) {
        logs.restore(project, step.logs());
      }
      turnTo.accept(step.place());
    } finally {
      moving = false;
    }
    return true;
  }

  private Step step() {
    return new Step(here.get(), logs.seen());
  }
}
