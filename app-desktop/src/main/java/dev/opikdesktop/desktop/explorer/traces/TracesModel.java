package dev.opikdesktop.desktop.explorer.traces;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Page;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Refresher;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The traces of one project at a time. Lives on the drawing thread. */
public final class TracesModel {
  /** What the page has to show. */
  public enum State {
    LOADING,
    EMPTY,
    SHOWN,
    FAILED
  }

  private final OpikClient client;
  private final Background background;
  private final Refresher refresher;

  private final ObjectProperty<@Nullable Project> project = new SimpleObjectProperty<>();
  private final ObjectProperty<State> state = new SimpleObjectProperty<>(State.LOADING);
  private final StringProperty failure = new SimpleStringProperty("");
  private final LongProperty tookMillis = new SimpleLongProperty();
  private final LongProperty total = new SimpleLongProperty();
  private final ObjectProperty<@Nullable String> selectedId = new SimpleObjectProperty<>();
  private final TraceRows rows = new TraceRows();
  private final Set<Integer> pagesUnderWay = new HashSet<>();
  private int firstVisible;
  private int lastVisible;
  private int visit;

  public TracesModel(OpikClient client, Background background) {
    this.client = client;
    this.background = background;
    this.refresher = new Refresher(background, this::askForNewest);
  }

  public ReadOnlyObjectProperty<@Nullable Project> projectProperty() {
    return project;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state;
  }

  /** Why the last question failed; empty when it did not. */
  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** How long the server's last answer took. */
  public ReadOnlyLongProperty tookMillisProperty() {
    return tookMillis;
  }

  public ReadOnlyLongProperty totalProperty() {
    return total;
  }

  /** The trace that is selected; it stays the same one when others come in above it. */
  public ObjectProperty<@Nullable String> selectedIdProperty() {
    return selectedId;
  }

  public TraceRows rows() {
    return rows;
  }

  /** Turns to a project; its newest traces are asked for at once. */
  public void open(Project opened) {
    Project before = project.get();
    if (before != null && before.id().equals(opened.id())) {
      project.set(opened);
      refresher.request();
      return;
    }
    visit++;
    pagesUnderWay.clear();
    project.set(opened);
    selectedId.set(null);
    failure.set("");
    state.set(State.LOADING);
    total.set(0);
    rows.clearAll();
    refresher.request();
  }

  /** The view says which places it shows; unknown ones are asked for. */
  public void visible(int first, int last) {
    firstVisible = Math.max(0, first);
    lastVisible = last;
    int end = Math.min(last, rows.size() - 1);
    for (int i = firstVisible; i <= end; i++) {
      if (rows.rowAt(i) == null) {
        askForPage(i / TraceRows.PAGE);
      }
    }
  }

  /** Something was written somewhere. */
  public void changed(Change change) {
    Project shown = project.get();
    if (shown == null) {
      return;
    }
    boolean concerns =
        switch (change) {
          case Change.Written written ->
              written.projectId().equals(shown.id()) && !written.entity().equals("project");
          case Change.Lost lost -> true;
          case Change.Connected connected -> true;
          case Change.Disconnected disconnected -> false;
          case Change.Show show -> false;
        };
    if (concerns) {
      refresher.request();
    }
  }

  /** Asks anew for what is shown. */
  public void refresh() {
    if (project.get() != null) {
      refresher.request();
    }
  }

  /**
   * The trace {@code step} places below (or above) the selected one, once it is known; null when
   * there is none.
   */
  public @Nullable TraceRow neighbour(int step) {
    int index = rows.indexOfTrace(selectedId.get());
    return index < 0 ? null : rows.rowAt(index + step);
  }

  private void askForNewest() {
    Project asked = project.get();
    if (asked == null) {
      refresher.answered(0);
      return;
    }
    int askedOn = visit;
    background.run(
        () -> rowsOf(client.traces(asked.id(), 1, TraceRows.PAGE)),
        (page, took) -> {
          if (askedOn == visit) {
            rows.showNewest(page.content(), (int) page.total());
            total.set(page.total());
            failure.set("");
            tookMillis.set(took);
            state.set(page.total() == 0 ? State.EMPTY : State.SHOWN);
            refreshVisible();
          } else {
            refresher.request();
          }
          refresher.answered(took);
        },
        problem -> {
          if (askedOn == visit) {
            fail(problem);
          } else {
            refresher.request();
          }
          refresher.answered(1_000);
        });
  }

  /** Rows further down may have changed as well, and a row that ran may have ended. */
  private void refreshVisible() {
    int firstPage = Math.max(1, firstVisible / TraceRows.PAGE);
    int lastPage = Math.min(lastVisible, rows.size() - 1) / TraceRows.PAGE;
    for (int page = firstPage; page <= lastPage; page++) {
      askForPage(page);
    }
  }

  private void askForPage(int page) {
    Project asked = project.get();
    if (asked == null || !pagesUnderWay.add(page)) {
      return;
    }
    int askedOn = visit;
    background.run(
        () -> rowsOf(client.traces(asked.id(), page + 1, TraceRows.PAGE)),
        (answer, took) -> {
          if (askedOn == visit) {
            pagesUnderWay.remove(page);
            tookMillis.set(took);
            if (answer.total() == rows.size()) {
              rows.show(page * TraceRows.PAGE, answer.content());
            } else {
              refresher.request();
            }
          }
        },
        problem -> {
          if (askedOn == visit) {
            pagesUnderWay.remove(page);
            fail(problem);
          }
        });
  }

  private void fail(Exception problem) {
    String message = problem.getMessage();
    failure.set(message == null ? problem.getClass().getSimpleName() : message);
    if (rows.isEmpty()) {
      state.set(State.FAILED);
    }
  }

  /** Previews are made here, off the drawing thread. */
  private static Page<TraceRow> rowsOf(Page<Trace> page) {
    List<TraceRow> rows = page.content().stream().map(TraceRow::of).toList();
    return new Page<>(page.number(), page.total(), rows);
  }
}
