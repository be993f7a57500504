package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.About;
import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.ChangeStream;
import dev.opikdesktop.desktop.client.ClientException;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.compare.CompareModel;
import dev.opikdesktop.desktop.explorer.logs.LogRow;
import dev.opikdesktop.desktop.explorer.logs.LogView;
import dev.opikdesktop.desktop.explorer.logs.LogsModel;
import dev.opikdesktop.desktop.explorer.logs.SavedView;
import dev.opikdesktop.desktop.explorer.logs.TimeRange;
import dev.opikdesktop.desktop.explorer.overview.OverviewModel;
import dev.opikdesktop.desktop.explorer.payload.PayloadModel;
import dev.opikdesktop.desktop.explorer.projects.ProjectsModel;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.explorer.thread.ThreadModel;
import dev.opikdesktop.desktop.explorer.trace.SpanKind;
import dev.opikdesktop.desktop.explorer.trace.SpanRow;
import dev.opikdesktop.desktop.explorer.trace.TraceModel;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.server.query.Operator;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The window as a whole: where the user is, what runs behind it, and the changes, which it hands to
 * whoever shows them.
 */
public final class FrameModel implements AutoCloseable {
  private static final Duration ABOUT_EVERY = Duration.ofSeconds(2);

  /** Opik's own server has nothing to say, until it is replaced by another one. */
  private static final Duration NOTHING_ABOUT_EVERY = Duration.ofMinutes(5);

  private final OpikClient client;
  private final Background background;
  private final ProjectsModel projects;
  private final LogsModel logs;
  private final OverviewModel overview;
  private final TraceModel trace;
  private final ThreadModel thread;
  private final CompareModel compare;
  private final History history;
  private final LinkFollower links;

  private final ObjectProperty<Place> place = new SimpleObjectProperty<>(new Place.Projects());
  private final ObjectProperty<@Nullable About> about = new SimpleObjectProperty<>();
  private final BooleanProperty connected = new SimpleBooleanProperty();
  private final BooleanProperty looking = new SimpleBooleanProperty();
  private final StringProperty disconnection = new SimpleStringProperty("");
  private @Nullable ChangeStream changes;
  private final List<Consumer<Change>> listeners = new ArrayList<>();
  private Place beforeSettings = new Place.Projects();

  public FrameModel(OpikClient client, Background background, Clock clock, WindowState memory) {
    this.client = client;
    this.background = background;
    this.projects = new ProjectsModel(client, background);
    this.logs = new LogsModel(client, background, clock, memory);
    this.overview = new OverviewModel(client, background, clock, memory);
    this.trace = new TraceModel(client, background, clock);
    this.thread = new ThreadModel(client, background, clock);
    this.compare = new CompareModel(client, background, clock);
    logs.selectedIdProperty().addListener((observable, before, selected) -> follow(selected));
    trace.payload().whenFiltered(this::filterBy);
    this.history = new History(logs, this::here, this::turnTo);
    logs.whenLeft(history::rowsLeft);
    this.links = new LinkFollower(client, background, this::arrive);
    connected.subscribe(links::setConnected);
  }

  /** Begins to ask and to listen. */
  public void start() {
    changes = client.follow(change -> background.onDrawingThread(() -> changed(change)));
    projects.refresh();
    askAbout();
  }

  public OpikClient client() {
    return client;
  }

  public Background background() {
    return background;
  }

  public URI restUrl() {
    return client.restUrl();
  }

  public ProjectsModel projects() {
    return projects;
  }

  public LogsModel logs() {
    return logs;
  }

  public OverviewModel overview() {
    return overview;
  }

  public TraceModel trace() {
    return trace;
  }

  public ThreadModel thread() {
    return thread;
  }

  public CompareModel compare() {
    return compare;
  }

  public ReadOnlyObjectProperty<Place> placeProperty() {
    return place;
  }

  /** Null until the server has answered once. */
  public ReadOnlyObjectProperty<@Nullable About> aboutProperty() {
    return about;
  }

  /** Whether changes come in. */
  public ReadOnlyBooleanProperty connectedProperty() {
    return connected;
  }

  /** Whether the server tells no changes, so that it is looked at every half minute. */
  public ReadOnlyBooleanProperty lookingProperty() {
    return looking;
  }

  /** Why no changes come in; empty while they do, and before it was tried. */
  public ReadOnlyStringProperty disconnectionProperty() {
    return disconnection;
  }

  public void showProjects() {
    go(new Place.Projects());
  }

  public void showLogs(Project project) {
    go(new Place.Logs(project));
  }

  /** Shows the logs of the project of a name, if there is one. */
  public void showLogsOf(String project) {
    background.run(
        () -> client.projects().named(project), (found, took) -> showLogs(found), problem -> {});
  }

  public void showOverview(Project project) {
    go(new Place.Overview(project));
  }

  /**
   * Shows a section of the settings.
   *
   * @param section its id; empty for the first one
   */
  public void showSettings(String section) {
    go(new Place.Settings(place.get().project(), section));
  }

  /** Shows what is shown, of another project. */
  public void switchTo(Project project) {
    if (place.get() instanceof Place.Overview) {
      showOverview(project);
    } else {
      showLogs(project);
    }
  }

  /** Shows the traces of the overview's stretch of time. */
  public void showOverviewInLogs() {
    if (place.get() instanceof Place.Overview shown) {
      TimeRange range = overview.rangeProperty().get();
      history.move(
          () -> {
            showLogs(shown.project());
            logs.within(range);
          });
    }
  }

  /** Shows the spans of a model in the overview's stretch of time. */
  public void showSpansOfModel(String model) {
    if (place.get() instanceof Place.Overview shown) {
      TimeRange range = overview.rangeProperty().get();
      go(new Place.Logs(shown.project(), LogView.spansOfModel(model).within(range)));
    }
  }

  /** Shows what was given a name. */
  public void show(SavedView view) {
    projects.all().stream()
        .filter(project -> project.id().equals(view.projectId()))
        .findFirst()
        .ifPresent(project -> go(new Place.Logs(project, view.shows())));
  }

  /** Opens what a row of the logs shows. */
  public void open(LogRow row) {
    Project project = logs.projectProperty().get();
    if (project == null) {
      return;
    }
    logs.selectedIdProperty().set(row.id());
    switch (row.kind()) {
      case TRACES -> go(new Place.OpenTrace(project, row.id(), null));
      case SPANS -> {
        if (row.traceId() != null) {
          go(new Place.OpenTrace(project, row.traceId(), row.id()));
        }
      }
      case THREADS -> go(new Place.OpenThread(project, row.id(), null));
    }
  }

  /** Opens a trace of the project whose logs are shown. */
  public void showTrace(String traceId) {
    Project project = logs.projectProperty().get();
    if (project != null) {
      go(new Place.OpenTrace(project, traceId, null));
    }
  }

  /** Opens a trace of the project whose logs are shown, with its tool calls alone. */
  public void showToolCalls(String traceId) {
    showTrace(traceId);
    trace.filter().clear();
    trace.filter().kindProperty(SpanKind.TOOL).set(true);
  }

  /**
   * Opens a thread of the project whose logs are shown.
   *
   * @param traceId the turn that is looked for; null for the first
   */
  public void showThread(String threadId, @Nullable String traceId) {
    Project project = logs.projectProperty().get();
    if (project != null) {
      go(new Place.OpenThread(project, threadId, traceId));
    }
  }

  /** Shows the logs, narrowed to the traces of a thread. */
  public void showTracesOfThread(String threadId) {
    Project project = logs.projectProperty().get();
    if (project != null) {
      go(new Place.Logs(project, LogView.tracesOfThread(threadId)));
    }
  }

  /** Shows the logs, narrowed to the spans of a trace. */
  public void showSpansOfTrace(String traceId) {
    Project project = logs.projectProperty().get();
    if (project != null) {
      go(new Place.Logs(project, LogView.spansOfTrace(traceId)));
    }
  }

  /** Puts two traces of the project whose logs are shown side by side. */
  public void showCompared(String leftTraceId, String rightTraceId) {
    Project project = logs.projectProperty().get();
    if (project != null) {
      go(new Place.Compare(project, leftTraceId, rightTraceId));
    }
  }

  /** The same two traces the other way round; not a place of its own to go back to. */
  public void swapCompared() {
    if (place.get() instanceof Place.Compare shown) {
      turnTo(shown.swapped());
    }
  }

  /** Goes to a place; the one that is left can be gone back to. */
  public void go(Place wanted) {
    history.move(() -> turnTo(wanted));
  }

  /** To the place before, as a web browser does. */
  public void goBack() {
    history.back();
  }

  /** To the place that was gone back from. */
  public void goForward() {
    history.forward();
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

  /** The link to where the user is. */
  public String link() {
    return linkTo(here());
  }

  /** The link to a place. */
  String linkTo(Place wanted) {
    return links.to(wanted);
  }

  /**
   * Says what links mean that name no server.
   *
   * @param own the address of this application's own
   * @param elsewhere follows a link that leads to another server or workspace than the one that is
   *     shown; false when it is not known
   */
  public void linksFrom(URI own, Predicate<Link> elsewhere) {
    links.from(own, elsewhere);
  }

  /** Follows what somebody wants to be shown, once the server answers. */
  public void open(Link link) {
    links.follow(link);
  }

  private void arrive(Place wanted) {
    if (wanted instanceof Place.Settings settings) {
      // The project that is open stays so.
      showSettings(settings.section());
    } else {
      go(wanted);
    }
  }

  /** Why the last link could not be followed; empty when nothing is wrong. */
  public ReadOnlyStringProperty noticeProperty() {
    return links.noticeProperty();
  }

  public void dismissNotice() {
    links.dismissNotice();
  }

  private void turnTo(Place wanted) {
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
        String row = logs.kind() == LogKind.SPANS ? open.spanId() : open.traceId();
        if (row != null) {
          logs.selectedIdProperty().set(row);
        }
        thread.close();
        if (open.tab() != null) {
          trace.payload().open(open.tab());
        }
        trace.open(open.project().id(), open.traceId(), open.spanId());
      }
      case Place.OpenThread open -> {
        logs.open(open.project());
        if (logs.kind() == LogKind.THREADS) {
          logs.selectedIdProperty().set(open.threadId());
        }
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
    place.set(wanted);
  }

  /**
   * One step out: from the trace to the traces, from a part of the time to the whole, from there to
   * the projects; from the settings to what was there before.
   */
  public void out() {
    switch (place.get()) {
      case Place.OpenTrace open -> showLogs(open.project());
      case Place.OpenThread open -> showLogs(open.project());
      case Place.Compare shown -> {
        if (!history.back()) {
          showLogs(shown.project());
        }
      }
      case Place.Logs shown -> showProjects();
      case Place.Overview shown -> {
        if (!overview.zoomOut()) {
          showProjects();
        }
      }
      case Place.Settings shown -> go(beforeSettings);
      case Place.Projects projectList -> projects.searchProperty().set("");
    }
  }

  /** Opens the row below ({@code 1}) or above ({@code -1}) the open one. */
  public void showNeighbour(int step) {
    LogRow neighbour = logs.neighbour(step);
    boolean inside =
        place.get() instanceof Place.OpenTrace || place.get() instanceof Place.OpenThread;
    if (inside && neighbour != null) {
      open(neighbour);
    }
  }

  /** The logs with only what has a value at a place of a payload. */
  private void filterBy(PayloadModel.Found found) {
    SpanRow row = trace.selectedProperty().get();
    Project project = place.get().project();
    String field =
        switch (found.part()) {
          case INPUT -> "input_json";
          case OUTPUT -> "output_json";
          case METADATA -> "metadata";
          case MESSAGES, ERROR, GRAPH, FILES -> "";
        };
    if (row == null || project == null || field.isEmpty()) {
      return;
    }
    history.move(
        () -> {
          showLogs(project);
          logs.show(row.node().span() == null ? LogKind.TRACES : LogKind.SPANS);
          logs.written().add(field, found.path(), Operator.EQUAL, found.value());
        });
  }

  /** Hands each change of the server on, too, on the drawing thread. */
  public void whenChanged(Consumer<Change> listener) {
    listeners.add(listener);
  }

  /** What else to do when a link was followed: the window comes to the front. */
  public void whenLinkFollowed(Runnable action) {
    links.whenFollowed(action);
  }

  /** The list beside the open trace or thread was moved through. */
  private void follow(@Nullable String selected) {
    boolean here =
        history.isMoving()
            || switch (place.get()) {
              case Place.OpenTrace open ->
                  selected == null
                      || selected.equals(open.traceId())
                      || selected.equals(open.spanId());
              case Place.OpenThread open -> selected == null || selected.equals(open.threadId());
              case Place.Logs shown -> true;
              case Place.Overview shown -> true;
              case Place.Settings shown -> true;
              case Place.Compare shown -> true;
              case Place.Projects list -> true;
            };
    LogRow row = here ? null : logs.rows().rowAt(logs.rows().indexOf(selected));
    if (row != null) {
      open(row);
    }
  }

  private void changed(Change change) {
    switch (change) {
      case Change.Connected nowConnected -> reached(false);
      case Change.Polled polled -> reached(true);
      case Change.Disconnected lost -> {
        connected.set(false);
        disconnection.set(lost.reason());
      }
      case Change.Written written -> {}
      case Change.Lost lost -> {}
      case Change.Show show -> links.follow(show);
    }
    projects.changed(change);
    logs.changed(change);
    overview.changed(change);
    trace.changed(change);
    thread.changed(change);
    listeners.forEach(listener -> listener.accept(change));
    compare.changed(change);
  }

  private void reached(boolean byLooking) {
    connected.set(true);
    looking.set(byLooking);
    disconnection.set("");
    logs.written().setWithoutOr(byLooking);
  }

  private void askAbout() {
    background.run(
        client::about,
        (answer, took) -> {
          about.set(answer);
          background.later(ABOUT_EVERY, this::askAbout);
        },
        problem -> {
          boolean saysNothing =
              problem instanceof ClientException refused && refused.status() == 404;
          background.later(saysNothing ? NOTHING_ABOUT_EVERY : ABOUT_EVERY, this::askAbout);
        });
  }

  @Override
  public void close() {
    if (changes != null) {
      changes.close();
    }
    background.close();
    client.close();
  }
}
