package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Page;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Refresher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The rows of one query, asked for page by page as they come in sight, and kept fresh. */
final class PagedRows {
  private final OpikClient client;
  private final Background background;
  private final BiConsumer<LogKind, List<LogRow>> seen;
  private final Refresher refresher;
  private final LogRows rows = new LogRows();
  private final Set<Integer> pagesUnderWay = new HashSet<>();
  private final ObjectProperty<LogsModel.State> state =
      new SimpleObjectProperty<>(LogsModel.State.LOADING);
  private final StringProperty failure = new SimpleStringProperty("");
  private final LongProperty tookMillis = new SimpleLongProperty();
  private final LongProperty total = new SimpleLongProperty();
  private final IntegerProperty topRow = new SimpleIntegerProperty(-1);
  private @Nullable LogQuery query;
  private int returning;
  private int firstVisible;
  private int lastVisible;

  /**
   * @param seen is told of rows that came
   */
  PagedRows(OpikClient client, Background background, BiConsumer<LogKind, List<LogRow>> seen) {
    this.client = client;
    this.background = background.part();
    this.seen = seen;
    this.refresher = new Refresher(this.background, this::askForNewest);
  }

  LogRows rows() {
    return rows;
  }

  ReadOnlyObjectProperty<LogsModel.State> stateProperty() {
    return state;
  }

  ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  ReadOnlyLongProperty tookMillisProperty() {
    return tookMillis;
  }

  ReadOnlyLongProperty totalProperty() {
    return total;
  }

  /** The place to put on top: that of a query that was come back to, once its rows are there. */
  ReadOnlyIntegerProperty topRowProperty() {
    return topRow;
  }

  /** The first place in sight. */
  int firstVisible() {
    return firstVisible;
  }

  /**
   * Turns to another query; what the one before it asked for is given up.
   *
   * @param top the place that is to stand on top; 0 for a query that is new
   */
  void ask(LogQuery wanted, int top) {
    background.cancelAll();
    pagesUnderWay.clear();
    failure.set("");
    state.set(LogsModel.State.LOADING);
    total.set(0);
    rows.clearAll();
    topRow.set(-1);
    returning = top;
    firstVisible = top;
    lastVisible = top;
    query = wanted;
    refresher.restart();
  }

  /** Asks anew for what is shown. */
  void refresh() {
    if (query != null) {
      refresher.request();
    }
  }

  /** These places are in sight; unknown ones are asked for. */
  void visible(int first, int last) {
    firstVisible = Math.max(0, first);
    lastVisible = last;
    int end = Math.min(last, rows.size() - 1);
    for (int i = firstVisible; i <= end; i++) {
      if (rows.rowAt(i) == null) {
        askForPage(i / LogRows.PAGE);
      }
    }
  }

  /**
   * Tells the rows between two places, both with, once they are known.
   *
   * @param then is not told if the server does not answer, which {@link #failureProperty} says
   */
  void between(int first, int last, Consumer<List<LogRow>> then) {
    LogQuery asked = query;
    if (asked == null) {
      return;
    }
    List<LogRow> known = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      LogRow row = rows.rowAt(i);
      if (row != null) {
        known.add(row);
      }
    }
    if (known.size() == last - first + 1) {
      then.accept(known);
      return;
    }
    background.run(
        () -> {
          List<LogRow> some = new ArrayList<>();
          int firstPage = first / LogRows.PAGE;
          for (int page = firstPage; page <= last / LogRows.PAGE; page++) {
            some.addAll(rowsOf(client.logs().list(asked, page + 1, LogRows.PAGE)).content());
          }
          int offset = firstPage * LogRows.PAGE;
          return some.subList(first - offset, Math.min(some.size(), last - offset + 1));
        },
        (some, took) -> then.accept(some),
        this::fail);
  }

  private void askForNewest() {
    LogQuery asked = query;
    if (asked == null) {
      refresher.answered(0);
      return;
    }
    int further = returning / LogRows.PAGE;
    background.run(
        () -> {
          Page<LogRow> newest = rowsOf(client.logs().list(asked, 1, LogRows.PAGE));
          return further == 0
              ? List.of(newest)
              : List.of(newest, rowsOf(client.logs().list(asked, further + 1, LogRows.PAGE)));
        },
        (pages, took) -> {
          Page<LogRow> page = pages.getFirst();
          seen.accept(asked.kind(), page.content());
          rows.showNewest(page.content(), (int) page.total());
          if (pages.size() > 1) {
            rows.show(further * LogRows.PAGE, pages.getLast().content());
          }
          total.set(page.total());
          failure.set("");
          tookMillis.set(took);
          state.set(stateOf(page.total(), asked));
          if (returning > 0) {
            topRow.set(returning);
            returning = 0;
          }
          refreshVisible();
          refresher.answered(took);
        },
        problem -> {
          fail(problem);
          refresher.answered(1_000);
        });
  }

  private static LogsModel.State stateOf(long total, LogQuery asked) {
    if (total > 0) {
      return LogsModel.State.SHOWN;
    }
    return asked.isNarrowed() || asked.kind() != LogKind.TRACES
        ? LogsModel.State.NO_MATCH
        : LogsModel.State.EMPTY;
  }

  /** Rows further down may have changed as well, and a row that ran may have ended. */
  private void refreshVisible() {
    int firstPage = Math.max(1, firstVisible / LogRows.PAGE);
    int lastPage = Math.min(lastVisible, rows.size() - 1) / LogRows.PAGE;
    for (int page = firstPage; page <= lastPage; page++) {
      askForPage(page);
    }
  }

  private void askForPage(int page) {
    LogQuery asked = query;
    if (asked == null || !pagesUnderWay.add(page)) {
      return;
    }
    background.run(
        () -> rowsOf(client.logs().list(asked, page + 1, LogRows.PAGE)),
        (answer, took) -> {
          pagesUnderWay.remove(page);
          tookMillis.set(took);
          if (answer.total() == rows.size()) {
            seen.accept(asked.kind(), answer.content());
            rows.show(page * LogRows.PAGE, answer.content());
          } else {
            refresher.request();
          }
        },
        problem -> {
          pagesUnderWay.remove(page);
          fail(problem);
        });
  }

  private void fail(Exception problem) {
    String message = problem.getMessage();
    failure.set(message == null ? problem.getClass().getSimpleName() : message);
    if (rows.isEmpty()) {
      state.set(LogsModel.State.FAILED);
    }
  }

  /** Previews are made here, off the drawing thread. */
  private static Page<LogRow> rowsOf(Page<LogRecord> page) {
    List<LogRow> rows = page.content().stream().map(LogRow::of).toList();
    return new Page<>(page.number(), page.total(), rows);
  }
}
