package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.compare.CompareModel;
import dev.opikdesktop.desktop.explorer.logs.LogsModel;
import dev.opikdesktop.desktop.explorer.overview.OverviewModel;
import dev.opikdesktop.desktop.explorer.projects.ProjectsModel;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.explorer.thread.ThreadModel;
import dev.opikdesktop.desktop.explorer.trace.TraceModel;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Clock;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The screens of a window: which of them is shown, and what is open in it. */
final class Screens {
  private final ProjectsModel projects;
  private final LogsModel logs;
  private final OverviewModel overview;
  private final TraceModel trace;
  private final ThreadModel thread;
  private final CompareModel compare;
  private final ObjectProperty<Place> place = new SimpleObjectProperty<>(new Place.Projects());
  private Place beforeSettings = new Place.Projects();
  private boolean turning;

  Screens(OpikClient client, Background background, Clock clock, WindowState memory) {
    this.projects = new ProjectsModel(client, background);
    this.logs = new LogsModel(client, background, clock, memory);
    this.overview = new OverviewModel(client, background, clock, memory);
    this.trace = new TraceModel(client, background, clock);
    this.thread = new ThreadModel(client, background, clock);
    this.compare = new CompareModel(client, background, clock);
    // Which kind of rows a project's logs have first is known only after a while.
    logs.queryProperty().subscribe(query -> followRows());
  }

  private void followRows() {
    if (!turning) {
      selectOpen(place.get());
    }
  }

  ProjectsModel projects() {
    return projects;
  }

  LogsModel logs() {
    return logs;
  }

  OverviewModel overview() {
    return overview;
  }

  TraceModel trace() {
    return trace;
  }

  ThreadModel thread() {
    return thread;
  }

  CompareModel compare() {
    return compare;
  }

  ReadOnlyObjectProperty<Place> placeProperty() {
    return place;
  }

  /** Where the user was when he turned to the settings. */
  Place beforeSettings() {
    return beforeSettings;
  }

  void changed(Change change) {
    projects.changed(change);
    logs.changed(change);
    overview.changed(change);
    trace.changed(change);
    thread.changed(change);
    compare.changed(change);
  }

  /** Where the user is, and what he has open there. */
  Place here() {
    return switch (place.get()) {
      case Place.Projects list -> list;
      case Place.Settings shown -> shown;
      case Place.Compare shown -> shown;
      case Place.Logs shown -> new Place.Logs(shown.project(), logs.view());
      case Place.Overview shown ->
          new Place.Overview(shown.project(), overview.rangeProperty().get());
      case Place.OpenTrace open ->
          new Place.OpenTrace(
              open.project(), open.traceId(), trace.selectedSpan(), trace.payload().wantedPart());
      case Place.OpenThread open -> {
        String turn = thread.selectedTrace();
        yield new Place.OpenThread(
            open.project(), open.threadId(), turn == null ? open.traceId() : turn);
      }
    };
  }

  /** Shows a place, whatever was shown before. */
  void turnTo(Place wanted) {
    turning = true;
    show(wanted);
    place.set(wanted);
    turning = false;
  }

  private void show(Place wanted) {
    if (!(wanted instanceof Place.Overview)) {
      overview.close();
    }
    if (!(wanted instanceof Place.Compare)) {
      compare.close();
    }
    switch (wanted) {
      case Place.Projects list -> {
        trace.close();
        thread.close();
        projects.refresh();
      }
      case Place.Logs shown -> {
        trace.close();
        thread.close();
        if (shown.view() == null) {
          logs.open(shown.project());
        } else {
          logs.open(shown.project(), shown.view());
        }
      }
      case Place.Overview shown -> {
        trace.close();
        thread.close();
        Project before = logs.projectProperty().get();
        if (before == null || !before.id().equals(shown.project().id())) {
          logs.open(shown.project());
        }
        if (shown.range() == null) {
          overview.open(shown.project());
        } else {
          overview.open(shown.project(), shown.range());
        }
      }
      case Place.Settings shown -> {
        trace.close();
        thread.close();
        if (!(place.get() instanceof Place.Settings)) {
          beforeSettings = here();
        }
      }
      case Place.OpenTrace open -> {
        logs.open(open.project());
        selectOpen(open);
        thread.close();
        if (open.tab() != null) {
          trace.payload().open(open.tab());
        }
        trace.open(open.project().id(), open.traceId(), open.spanId());
      }
      case Place.OpenThread open -> {
        logs.open(open.project());
        selectOpen(open);
        trace.close();
        thread.open(open.project().id(), open.threadId(), open.traceId());
      }
      case Place.Compare shown -> {
        logs.open(shown.project());
        trace.close();
        thread.close();
        compare.open(shown.project().id(), shown.leftTraceId(), shown.rightTraceId());
      }
    }
    projects.setShown(wanted instanceof Place.Projects);
  }

  /** Selects the row of what is open, in the list beside it. */
  private void selectOpen(Place shown) {
    String row =
        switch (shown) {
          case Place.OpenTrace open ->
              logs.kind() == LogKind.SPANS ? open.spanId() : open.traceId();
          case Place.OpenThread open -> logs.kind() == LogKind.THREADS ? open.threadId() : null;
          default -> null;
        };
    if (row != null) {
      logs.selectedIdProperty().set(row);
    }
  }
}
