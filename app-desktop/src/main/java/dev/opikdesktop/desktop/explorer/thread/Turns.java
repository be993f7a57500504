package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.Page;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a thread, oldest first. As many places as turns are there from the beginning; what
 * stands in them is asked for when they come into sight.
 */
final class Turns {
  static final int A_PAGE = 50;

  private final Background background;
  private final LongConsumer took;
  private final Consumer<Exception> failed;
  private final ObservableList<TurnSlot> slots = FXCollections.observableArrayList();
  private final Set<Integer> pagesUnderWay = new HashSet<>();
  private final Map<Integer, Integer> roundOfPage = new HashMap<>();
  private final Set<String> readings = new HashSet<>();
  private final Map<Integer, TurnSlot> readWhole = new HashMap<>();
  private @Nullable ThreadReading reading;
  private int firstVisible;
  private int lastVisible;
  private int round;

  /**
   * @param took is told how many milliseconds an answer took
   */
  Turns(Background background, LongConsumer took, Consumer<Exception> failed) {
    this.background = background;
    this.took = took;
    this.failed = failed;
  }

  ObservableList<TurnSlot> slots() {
    return slots;
  }

  /** The turn at a place; null while it is not known. */
  @Nullable Turn at(int index) {
    return index < 0 || index >= slots.size() ? null : slots.get(index).turn();
  }

  /** A place that was in sight last. */
  int seen() {
    return Math.clamp(lastVisible, 0, Math.max(0, slots.size() - 1));
  }

  /** Begins with another thread; with none for null. */
  void open(@Nullable ThreadReading other) {
    reading = other;
    pagesUnderWay.clear();
    roundOfPage.clear();
    readings.clear();
    readWhole.clear();
    firstVisible = 0;
    lastVisible = 0;
    slots.clear();
  }

  /**
   * Takes the page that was asked for because something changed: the others are old.
   *
   * @param number from 0
   */
  void changed(int number, Page<Turn> page) {
    round++;
    show(number, page);
  }

  /** What is in sight, and not known or old, is asked for. */
  void visible(int first, int last) {
    firstVisible = Math.max(0, first);
    lastVisible = last;
    look();
  }

  void look() {
    int end = Math.min(lastVisible, slots.size() - 1);
    for (int page = firstVisible / A_PAGE; page <= end / A_PAGE && end >= 0; page++) {
      if (!Integer.valueOf(round).equals(roundOfPage.get(page))) {
        askForPage(page);
      }
    }
    for (int i = firstVisible; i <= end; i++) {
      readWhole(i);
    }
    readWhole.entrySet().removeIf(each -> isFar(each.getKey()) && each.getValue().forgetWhole());
  }

  private void show(int page, Page<Turn> answer) {
    int total = (int) answer.total();
    if (slots.size() > total) {
      slots.remove(total, slots.size());
    } else if (slots.size() < total) {
      List<TurnSlot> more = new ArrayList<>();
      for (int i = slots.size(); i < total; i++) {
        more.add(new TurnSlot());
      }
      slots.addAll(more);
    }
    roundOfPage.put(page, round);
    List<Turn> content = answer.content();
    for (int i = 0; i < content.size() && page * A_PAGE + i < total; i++) {
      slots.get(page * A_PAGE + i).show(content.get(i));
    }
  }

  private void askForPage(int page) {
    ThreadReading asked = reading;
    if (asked == null || !pagesUnderWay.add(page)) {
      return;
    }
    background.run(
        () -> asked.page(page, A_PAGE),
        (answer, millis) -> {
          if (asked.equals(reading)) {
            pagesUnderWay.remove(page);
            took.accept(millis);
            show(page, answer);
            look();
          }
        },
        problem -> {
          if (asked.equals(reading)) {
            pagesUnderWay.remove(page);
            failed.accept(problem);
          }
        });
  }

  /** A list cuts long payloads; of a turn in sight they are read whole. */
  private void readWhole(int index) {
    ThreadReading asked = reading;
    TurnSlot slot = slots.get(index);
    Turn turn = slot.turn();
    if (asked == null || turn == null || turn.whole() || !readings.add(turn.trace().id())) {
      return;
    }
    background.run(
        () -> asked.whole(turn),
        (read, millis) -> {
          if (asked.equals(reading)) {
            readings.remove(turn.trace().id());
            if (slot.showWhole(turn, read)) {
              readWhole.put(index, slot);
            } else {
              look();
            }
          }
        },
        // Its beginning stays, and the rest is asked for again with the next change.
        problem -> {
          if (asked.equals(reading)) {
            readings.remove(turn.trace().id());
            failed.accept(problem);
          }
        });
  }

  private boolean isFar(int index) {
    return index < firstVisible - A_PAGE || index > lastVisible + A_PAGE;
  }
}
