package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.About;
import dev.opikdesktop.desktop.client.Change;
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
import dev.opikdesktop.desktop.explorer.trace.SpanFilter;
import dev.opikdesktop.desktop.explorer.trace.SpanKind;
import dev.opikdesktop.desktop.explorer.trace.SpanRow;
import dev.opikdesktop.desktop.explorer.trace.TraceModel;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.server.query.Operator;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The window as a whole: where the user is, what runs behind it, and the changes, which it hands to
 * whoever shows them.
 */
public final class FrameModel implements AutoCloseable {
  private final OpikClient client;
  private final Background background;
  private final Screens screens;
  private final ServerState server;
  private final History history;
  private final LinkFollower links;
  private final List<Consumer<Change>> listeners = new ArrayList<>();

  public FrameModel(OpikClient client, Background background, Clock clock, WindowState memory) {
    this.client = client;
    this.background = background;
    this.screens = new Screens(client, background, clock, memory);
    this.server = new ServerState(client, background);
    logs().selectedIdProperty().addListener((observable, before, selected) -> follow(selected));
    trace().payload().whenFiltered(this::filterBy);
    this.history = new History(logs(), screens::here, screens::turnTo);
    logs().whenLeft(history::rowsLeft);
    this.links = new LinkFollower(client, background, this::arrive);
    server.connectedProperty().subscribe(links::setConnected);
    server.lookingProperty().subscribe(looking -> logs().written().setWithoutOr(looking));
  }

  /** Begins to ask and to listen. */
  public void start() {
    server.start(this::changed);
    projects().refresh();
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
    return screens.projects();
  }

  public LogsModel logs() {
    return screens.logs();
  }

  public OverviewModel overview() {
    return screens.overview();
  }

  public TraceModel trace() {
    return screens.trace();
  }

  public ThreadModel thread() {
    return screens.thread();
  }

  public CompareModel compare() {
    return screens.compare();
  }

  public ReadOnlyObjectProperty<Place> placeProperty() {
    return screens.placeProperty();
  }

  private Place place() {
    return screens.placeProperty().get();
  }

  /** Null until the server has answered once. */
  public ReadOnlyObjectProperty<@Nullable About> aboutProperty() {
    return server.aboutProperty();
  }

  /** Whether changes come in. */
  public ReadOnlyBooleanProperty connectedProperty() {
    return server.connectedProperty();
  }

  /** Whether the server tells no changes, so that it is looked at every half minute. */
  public ReadOnlyBooleanProperty lookingProperty() {
    return server.lookingProperty();
  }

  /** Why no changes come in; empty while they do, and before it was tried. */
  public ReadOnlyStringProperty disconnectionProperty() {
    return server.disconnectionProperty();
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
    go(new Place.Settings(place().project(), section));
  }

  /** Shows what is shown, of another project. */
  public void switchTo(Project project) {
    if (place() instanceof Place.Overview) {
      showOverview(project);
    } else {
      showLogs(project);
    }
  }

  /** Shows the traces of the overview's stretch of time. */
  public void showOverviewInLogs() {
    if (place() instanceof Place.Overview shown) {
      TimeRange range = overview().rangeProperty().get();
      history.move(
          () -> {
            showLogs(shown.project());
            logs().within(range);
          });
    }
  }

  /** Shows rows of the overview's stretch of time. */
  public void showRowsOfOverview(LogView rows) {
    if (place() instanceof Place.Overview shown) {
      TimeRange range = overview().rangeProperty().get();
      go(new Place.Logs(shown.project(), rows.within(range)));
    }
  }

  /** Shows what was given a name. */
  public void show(SavedView view) {
    projects().all().stream()
        .filter(project -> project.id().equals(view.projectId()))
        .findFirst()
        .ifPresent(project -> go(new Place.Logs(project, view.shows())));
  }

  /** Opens what a row of the logs shows. */
  public void open(LogRow row) {
    Project project = logs().projectProperty().get();
    if (project == null) {
      return;
    }
    logs().selectedIdProperty().set(row.id());
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
    Project project = logs().projectProperty().get();
    if (project != null) {
      go(new Place.OpenTrace(project, traceId, null));
    }
  }

  /** Opens a trace of the project whose logs are shown, with its tool calls alone. */
  public void showToolCalls(String traceId) {
    showTrace(traceId);
    trace().filter().clear();
    trace().filter().kindProperty(SpanKind.TOOL).set(true);
  }

  /**
   * Opens a thread of the project whose logs are shown.
   *
   * @param traceId the turn that is looked for; null for the first
   */
  public void showThread(String threadId, @Nullable String traceId) {
    Project project = logs().projectProperty().get();
    if (project != null) {
      go(new Place.OpenThread(project, threadId, traceId));
    }
  }

  /** Shows the logs, narrowed to the traces of a thread. */
  public void showTracesOfThread(String threadId) {
    Project project = logs().projectProperty().get();
    if (project != null) {
      go(new Place.Logs(project, LogView.tracesOfThread(threadId)));
    }
  }

  /** Shows the logs, narrowed to the spans of a trace that its filter leaves. */
  public void showSpansOfTrace(String traceId, SpanFilter filter) {
    Project project = logs().projectProperty().get();
    if (project != null) {
      String words = filter.wordsProperty().get().strip();
      go(new Place.Logs(project, LogView.spansOfTrace(traceId, filter.wholeCondition(), words)));
    }
  }

  /** Puts two traces of the project whose logs are shown side by side. */
  public void showCompared(String leftTraceId, String rightTraceId) {
    Project project = logs().projectProperty().get();
    if (project != null) {
      go(new Place.Compare(project, leftTraceId, rightTraceId));
    }
  }

  /** The same two traces the other way round; not a place of its own to go back to. */
  public void swapCompared() {
    if (place() instanceof Place.Compare shown) {
      screens.turnTo(shown.swapped());
    }
  }

  /** Goes to a place; the one that is left can be gone back to. */
  public void go(Place wanted) {
    history.move(() -> screens.turnTo(wanted));
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
    return screens.here();
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

  /**
   * One step out: from the trace to the traces, from a part of the time to the whole, from there to
   * the projects; from the settings to what was there before. From the logs, which are left only by
   * choosing another page, to fewer marks and words.
   */
  public void out() {
    switch (place()) {
      case Place.OpenTrace open -> showLogs(open.project());
      case Place.OpenThread open -> showLogs(open.project());
      case Place.Compare shown -> {
        if (!history.back()) {
          showLogs(shown.project());
        }
      }
      case Place.Logs shown -> logs().letGo();
      case Place.Overview shown -> {
        if (!overview().zoomOut()) {
          showProjects();
        }
      }
      case Place.Settings shown -> go(screens.beforeSettings());
      case Place.Projects projectList -> projects().searchProperty().set("");
    }
  }

  /** Opens the row below ({@code 1}) or above ({@code -1}) the open one. */
  public void showNeighbour(int step) {
    LogRow neighbour = logs().neighbour(step);
    boolean inside = place() instanceof Place.OpenTrace || place() instanceof Place.OpenThread;
    if (inside && neighbour != null) {
      open(neighbour);
    }
  }

  /** Where to go when what is open is deleted: to the row below it, or to the list. */
  public Runnable onward() {
    LogRow next = logs().neighbour(1);
    LogKind open = place() instanceof Place.OpenThread ? LogKind.THREADS : LogKind.TRACES;
    return next == null || next.kind() != open ? this::out : () -> open(next);
  }

  /** The logs with only what has a value at a place of a payload. */
  private void filterBy(PayloadModel.Found found) {
    SpanRow row = trace().selectedProperty().get();
    Project project = place().project();
    String field =
        switch (found.part()) {
          case INPUT -> "input_json";
          case OUTPUT -> "output_json";
          case METADATA -> "metadata";
          case MESSAGES, EVENTS, ERROR, GRAPH, FILES, SCORES -> "";
        };
    if (row == null || project == null || field.isEmpty()) {
      return;
    }
    history.move(
        () -> {
          showLogs(project);
          logs().show(row.node().span() == null ? LogKind.TRACES : LogKind.SPANS);
          logs().written().add(field, found.path(), Operator.EQUAL, found.value());
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
            || switch (place()) {
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
    LogRow row = here ? null : logs().rows().rowAt(logs().rows().indexOf(selected));
    if (row != null) {
      open(row);
    }
  }

  private void changed(Change change) {
    if (change instanceof Change.Show show) {
      links.follow(show);
    }
    screens.changed(change);
    listeners.forEach(listener -> listener.accept(change));
  }

  @Override
  public void close() {
    server.close();
    background.close();
    client.close();
  }
}
