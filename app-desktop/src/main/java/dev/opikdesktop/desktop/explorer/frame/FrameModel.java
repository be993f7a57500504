package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.About;
import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.ChangeStream;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.projects.ProjectsModel;
import dev.opikdesktop.desktop.explorer.trace.TraceModel;
import dev.opikdesktop.desktop.explorer.traces.TraceRow;
import dev.opikdesktop.desktop.explorer.traces.TracesModel;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The window as a whole: where the user is, what runs behind it, and the changes, which it hands to
 * whoever shows them.
 */
public final class FrameModel implements AutoCloseable {
  private static final Duration ABOUT_EVERY = Duration.ofSeconds(2);

  private final OpikClient client;
  private final Background background;
  private final ProjectsModel projects;
  private final TracesModel traces;
  private final TraceModel trace;

  private final ObjectProperty<Place> place = new SimpleObjectProperty<>(new Place.Projects());
  private final ObjectProperty<@Nullable About> about = new SimpleObjectProperty<>();
  private final BooleanProperty connected = new SimpleBooleanProperty();
  private @Nullable ChangeStream changes;
  private Runnable linkFollowed = () -> {};
  private int links;

  public FrameModel(OpikClient client, Background background, Clock clock) {
    this.client = client;
    this.background = background;
    this.projects = new ProjectsModel(client, background);
    this.traces = new TracesModel(client, background);
    this.trace = new TraceModel(client, background, clock);
    traces
        .selectedIdProperty()
        .addListener((observable, before, selected) -> followSelection(selected));
  }

  /** Begins to ask and to listen. */
  public void start() {
    changes = client.follow(change -> background.onDrawingThread(() -> changed(change)));
    projects.refresh();
    askAbout();
  }

  public URI restUrl() {
    return client.restUrl();
  }

  public ProjectsModel projects() {
    return projects;
  }

  public TracesModel traces() {
    return traces;
  }

  public TraceModel trace() {
    return trace;
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

  public void showProjects() {
    trace.close();
    projects.refresh();
    place.set(new Place.Projects());
  }

  public void showLogs(Project project) {
    trace.close();
    traces.open(project);
    place.set(new Place.Logs(project));
  }

  /** Opens a trace of the project whose traces are shown. */
  public void showTrace(String traceId) {
    Project project = traces.projectProperty().get();
    if (project != null) {
      traces.selectedIdProperty().set(traceId);
      trace.open(project.id(), traceId);
      place.set(new Place.OpenTrace(project, traceId));
    }
  }

  /** One step out: from the trace to the traces, from there to the projects. */
  public void back() {
    switch (place.get()) {
      case Place.OpenTrace open -> showLogs(open.project());
      case Place.Logs logs -> showProjects();
      case Place.Projects projectList -> projects.searchProperty().set("");
    }
  }

  /** Opens the trace below ({@code 1}) or above ({@code -1}) the open one. */
  public void showNeighbour(int step) {
    TraceRow neighbour = traces.neighbour(step);
    if (place.get() instanceof Place.OpenTrace && neighbour != null) {
      showTrace(neighbour.id());
    }
  }

  /** What else to do when a link was followed: the window comes to the front. */
  public void whenLinkFollowed(Runnable action) {
    linkFollowed = action;
  }

  /** Goes where a link leads; kinds that the window cannot show leave it where it is. */
  private void show(Change.Show wanted) {
    int asked = ++links;
    boolean known = List.of("trace", "thread", "project").contains(wanted.kind());
    if (!known || wanted.projectId().isEmpty()) {
      return;
    }
    background.run(
        () -> client.project(wanted.projectId()),
        (project, took) -> {
          if (asked == links) {
            showLogs(project);
            if (wanted.kind().equals("trace")) {
              showTrace(wanted.id());
            }
            linkFollowed.run();
          }
        },
        // Deleted meanwhile, or the server is gone, which the status line says.
        problem -> {});
  }

  private void followSelection(@Nullable String selected) {
    if (selected != null
        && place.get() instanceof Place.OpenTrace open
        && !open.traceId().equals(selected)) {
      showTrace(selected);
    }
  }

  private void changed(Change change) {
    switch (change) {
      case Change.Connected nowConnected -> connected.set(true);
      case Change.Disconnected nowDisconnected -> connected.set(false);
      case Change.Written written -> {}
      case Change.Lost lost -> {}
      case Change.Show show -> show(show);
    }
    projects.changed(change);
    traces.changed(change);
    trace.changed(change);
  }

  private void askAbout() {
    background.run(
        client::about,
        (answer, took) -> {
          about.set(answer);
          background.later(ABOUT_EVERY, this::askAbout);
        },
        problem -> background.later(ABOUT_EVERY, this::askAbout));
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
