package dev.opikdesktop.desktop.explorer.projects;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.client.ProjectStats;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Refresher;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;

/** The projects of the workspace, as fresh as the server. Lives on the drawing thread. */
public final class ProjectsModel {
  /** What the page has to show; {@code EMPTY} means that nothing was ever logged. */
  public enum State {
    LOADING,
    EMPTY,
    SHOWN,
    FAILED
  }

  private static final int PROJECTS_A_PAGE = 500;
  private static final String ALWAYS_THERE = "Default Project";

  /** A project says some seconds after a trace was written when that was. */
  private static final Duration SAID_LATER = Duration.ofSeconds(3);

  private final OpikClient client;
  private final Background background;
  private final Refresher refresher;
  private final Refresher statsRefresher;

  private final ObjectProperty<State> state = new SimpleObjectProperty<>(State.LOADING);
  private final StringProperty failure = new SimpleStringProperty("");
  private final StringProperty search = new SimpleStringProperty("");
  private final LongProperty tookMillis = new SimpleLongProperty();
  private final ObservableList<Project> all = FXCollections.observableArrayList();
  private final ObservableList<Project> shown = FXCollections.observableArrayList();

  private final ObjectProperty<Map<String, ProjectStats>> stats =
      new SimpleObjectProperty<>(Map.of());

  /** Ids of projects that something is to be done with. */
  private final ObservableSet<String> marked = FXCollections.observableSet();

  /** Whether a trace or span was seen to be written, even if no project says so yet. */
  private boolean logged;

  /** Whether anybody looks at the figures, which cost the server more than the names do. */
  private boolean shownNow = true;

  public ProjectsModel(OpikClient client, Background background) {
    this.client = client;
    this.background = background;
    this.refresher = new Refresher(background, this::ask);
    this.statsRefresher = new Refresher(background, this::askForStats);
    search.addListener(observable -> filter());
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state;
  }

  /** Why the last question failed; empty when it did not. */
  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Part of a name or description; case does not matter. */
  public StringProperty searchProperty() {
    return search;
  }

  public ReadOnlyLongProperty tookMillisProperty() {
    return tookMillis;
  }

  /** Every project, the most recently used first. */
  public ObservableList<Project> all() {
    return all;
  }

  /** Those that the search finds. */
  public ObservableList<Project> shown() {
    return shown;
  }

  /** What is counted of each project, by its id; a project may be missing. */
  public ReadOnlyObjectProperty<Map<String, ProjectStats>> statsProperty() {
    return stats;
  }

  @Nullable ProjectStats stats(Project project) {
    return stats.get().get(project.id());
  }

  /** Ids of projects that something is to be done with. */
  ObservableSet<String> marked() {
    return marked;
  }

  /** Those of the marked ones that are still there. */
  List<Project> markedProjects() {
    return all.stream().filter(project -> marked.contains(project.id())).toList();
  }

  void mark(Project project) {
    if (!marked.remove(project.id())) {
      marked.add(project.id());
    }
  }

  public void refresh() {
    refresher.request();
    statsRefresher.request();
  }

  /** Whether no project can be made, changed or deleted. */
  boolean isReadOnly() {
    return client.isReadOnly();
  }

  /** Makes a project; {@code done} is told why not, or an empty text. */
  public void create(String name, String description, Consumer<String> done) {
    write(() -> client.projects().create(name.strip(), description.strip()), done);
  }

  /** Gives a project another name and description. */
  public void change(Project project, String name, String description, Consumer<String> done) {
    write(() -> client.projects().change(project.id(), name.strip(), description.strip()), done);
  }

  /** Whether a project may go or be renamed: what names none is logged to one, which stays. */
  boolean canGo(Project project) {
    return !project.name().equals(ALWAYS_THERE);
  }

  boolean canDelete(Project project) {
    return !isReadOnly() && canGo(project);
  }

  /** Deletes projects with everything in them, but for what stays. */
  public void delete(List<Project> projects, Consumer<String> done) {
    List<String> ids = projects.stream().filter(this::canDelete).map(Project::id).toList();
    if (!ids.isEmpty()) {
      write(
          () -> client.projects().delete(ids),
          failure -> {
            if (failure.isEmpty()) {
              marked.removeAll(ids);
            }
            done.accept(failure);
          });
    }
  }

  private void write(Runnable action, Consumer<String> done) {
    background.run(
        () -> {
          action.run();
          return true;
        },
        (written, took) -> {
          done.accept("");
          refresh();
        },
        problem -> done.accept(String.valueOf(problem.getMessage())));
  }

  private void askForStats() {
    askForStats(1, Map.of(), 0);
  }

  /** What is known already is shown while the others come. */
  private void askForStats(int number, Map<String, ProjectStats> before, long spent) {
    background.run(
        () -> client.projects().stats(number, PROJECTS_A_PAGE),
        (page, took) -> {
          Map<String, ProjectStats> found = new HashMap<>(before);
          page.forEach(each -> found.put(each.projectId(), each));
          boolean last = page.size() < PROJECTS_A_PAGE && number * PROJECTS_A_PAGE >= all.size();
          if (last || found.size() > stats.get().size()) {
            stats.set(Map.copyOf(found));
          }
          if (last) {
            statsRefresher.answered(Math.max(1_000, spent + took));
          } else {
            askForStats(number + 1, found, spent + took);
          }
        },
        // The list says why the server does not answer.
        problem -> statsRefresher.answered(1_000));
  }

  /** Whether the page is looked at. */
  public void setShown(boolean shown) {
    shownNow = shown;
  }

  /** Something was written somewhere. */
  public void changed(Change change) {
    if (change instanceof Change.Written written
        && List.of("trace", "span").contains(written.entity())) {
      logged = true;
    }
    if (!(change instanceof Change.Disconnected)) {
      refresher.request();
    }
    if (shownNow) {
      statsRefresher.request();
    }
  }

  private void ask() {
    ask(1, Map.of(), 0);
  }

  /** The first ones are shown while the others come; later, none goes while they do. */
  private void ask(int number, Map<String, Project> before, long spent) {
    background.run(
        () -> client.projects().list(number, PROJECTS_A_PAGE),
        (page, took) -> {
          // One that was used meanwhile may come a second time.
          Map<String, Project> found = new LinkedHashMap<>(before);
          page.content().forEach(project -> found.putIfAbsent(project.id(), project));
          boolean last = (long) number * PROJECTS_A_PAGE >= page.total();
          if (last || found.size() > all.size()) {
            show(List.copyOf(found.values()));
          }
          tookMillis.set(spent + took);
          failure.set("");
          if (last) {
            refresher.answered(spent + took);
          } else {
            ask(number + 1, found, spent + took);
          }
        },
        problem -> {
          failure.set(String.valueOf(problem.getMessage()));
          if (all.isEmpty()) {
            state.set(State.FAILED);
          }
          refresher.answered(1_000);
        });
  }

  private void show(List<Project> projects) {
    if (!projects.equals(all)) {
      all.setAll(projects);
      filter();
    }
    boolean untouched = projects.stream().allMatch(project -> project.lastTraceAt() == null);
    boolean isEmpty = untouched && (!logged || projects.isEmpty());
    state.set(isEmpty ? State.EMPTY : State.SHOWN);
    if (untouched && !isEmpty) {
      background.later(SAID_LATER, this::refresh);
    }
  }

  private void filter() {
    String wanted = search.get().strip().toLowerCase(Locale.ROOT);
    shown.setAll(all.stream().filter(project -> matches(project, wanted)).toList());
  }

  private static boolean matches(Project project, String wanted) {
    String description = project.description();
    return project.name().toLowerCase(Locale.ROOT).contains(wanted)
        || (description != null && description.toLowerCase(Locale.ROOT).contains(wanted));
  }
}
