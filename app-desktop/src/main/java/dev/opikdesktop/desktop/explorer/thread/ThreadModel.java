package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.ClientException;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Page;
import dev.opikdesktop.desktop.explorer.annotate.AnnotateModel;
import dev.opikdesktop.desktop.explorer.export.FileExport;
import dev.opikdesktop.desktop.explorer.export.FileFormat;
import dev.opikdesktop.desktop.explorer.files.FilesModel;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Refresher;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** One open thread: what is known of it as a whole, its turns, oldest first, and their files. */
public final class ThreadModel {
  /** What there is to show. */
  public enum State {
    LOADING,
    SHOWN,
    GONE,
    FAILED
  }

  private final OpikClient client;
  private final Background background;
  private final Refresher refresher;
  private final AnnotateModel annotate;
  private final Turns turns;
  private final ThreadFiles files;
  private final FileExport export;

  private final ObjectProperty<State> state = new SimpleObjectProperty<>(State.LOADING);
  private final ObjectProperty<@Nullable LogRecord> thread = new SimpleObjectProperty<>();
  private final IntegerProperty selected = new SimpleIntegerProperty(-1);
  private final StringProperty failure = new SimpleStringProperty("");
  private final LongProperty tookMillis = new SimpleLongProperty();
  private String projectId = "";
  private String threadId = "";
  private @Nullable String wantedTurn;

  public ThreadModel(OpikClient client, Background background, Clock clock) {
    this.client = client;
    this.background = background.part();
    // What is being written is not given up with the page.
    this.export = new FileExport(background);
    this.annotate = new AnnotateModel(client, this.background, clock);
    this.turns = new Turns(this.background, tookMillis::set, this::fail);
    this.files = new ThreadFiles(client, this.background);
    this.refresher = new Refresher(this.background, this::ask);
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state;
  }

  /** The thread as a whole; null until the server has answered. */
  public ReadOnlyObjectProperty<@Nullable LogRecord> threadProperty() {
    return thread;
  }

  /** Scores, comments and tags of the thread as a whole. */
  public AnnotateModel annotate() {
    return annotate;
  }

  public ObservableList<TurnSlot> turns() {
    return turns.slots();
  }

  /** The files of all turns. */
  public FilesModel files() {
    return files.model();
  }

  /** The place of the selected turn; -1 for none. */
  public ReadOnlyIntegerProperty selectedProperty() {
    return selected;
  }

  /** Why the last question failed; empty when it did not. */
  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  public ReadOnlyLongProperty tookMillisProperty() {
    return tookMillis;
  }

  public String threadId() {
    return threadId;
  }

  /**
   * Opens a thread.
   *
   * @param trace the turn that is selected; null for the first
   */
  public void open(String project, String wanted, @Nullable String trace) {
    if (project.equals(projectId) && wanted.equals(threadId)) {
      wantedTurn = trace;
      refresh();
      return;
    }
    close();
    projectId = project;
    threadId = wanted;
    wantedTurn = trace;
    turns.open(reading());
    refresher.restart();
  }

  /** Forgets the thread, so that changes to it are not followed any more. */
  public void close() {
    background.cancelAll();
    projectId = "";
    threadId = "";
    wantedTurn = null;
    selected.set(-1);
    turns.open(null);
    files.clear();
    annotate.show(null);
    thread.set(null);
    failure.set("");
    state.set(State.LOADING);
  }

  /** Asks anew for what is shown. */
  public void refresh() {
    if (!threadId.isEmpty()) {
      refresher.request();
    }
  }

  /** Something was written somewhere. */
  public void changed(Change change) {
    boolean concerns =
        change.concerns(
            written ->
                written.projectId().equals(projectId) && !written.entity().equals("project"));
    if (concerns) {
      refresh();
    }
  }

  /** The view says which places it shows; what is not known of them is asked for. */
  public void visible(int first, int last) {
    turns.visible(first, last);
  }

  public void select(int index) {
    int count = turns.slots().size();
    selected.set(count == 0 ? -1 : Math.clamp(index, 0, count - 1));
  }

  /** Selects the turn {@code step} further down (or up); stays where the conversation ends. */
  public void move(int step) {
    select(selected.get() + step);
  }

  /** The trace of the selected turn; null while none is, or it is not known yet. */
  public @Nullable String selectedTrace() {
    Turn turn = turns.at(selected.get());
    return turn == null ? null : turn.trace().id();
  }

  /** Whether nothing can be said of it, and it can't be deleted. */
  boolean isReadOnly() {
    return client.isReadOnly();
  }

  /** Says of a turn that it is good or bad, or takes that back when it was said before. */
  public void judge(Turn turn, boolean good) {
    String project = projectId;
    String trace = turn.trace().id();
    Boolean before = turn.thumb();
    failure.set("");
    write(
        () -> {
          if (before != null && before == good) {
            client.annotations().removeScore(LogKind.TRACES, project, trace, Turn.THUMB, "");
          } else {
            client
                .annotations()
                .score(
                    LogKind.TRACES,
                    project,
                    trace,
                    Turn.THUMB,
                    good ? 1 : 0,
                    good ? Turn.UP : Turn.DOWN,
                    "");
          }
        },
        this::refresh);
  }

  /** The file that is written. */
  FileExport file() {
    return export;
  }

  /** Writes the thread with all that was said in it. */
  void export(FileFormat format, Path file) {
    export.start(new ThreadFile(reading(), format), file);
  }

  /**
   * Deletes the thread with all of its traces.
   *
   * @param then when that is done
   */
  public void delete(Runnable then) {
    String project = projectId;
    String id = threadId;
    write(() -> client.logs().delete(LogKind.THREADS, project, List.of(id)), then);
  }

  private void write(Runnable action, Runnable then) {
    ThreadReading on = reading();
    background.run(
        () -> {
          action.run();
          return true;
        },
        (done, took) -> {
          if (on.equals(reading())) {
            then.run();
          }
        },
        this::fail);
  }

  /** What is asked of the server about the open thread. */
  ThreadReading reading() {
    return new ThreadReading(client, projectId, threadId);
  }

  private record Answer(LogRecord thread, int place, Page<Turn> page) {}

  private void ask() {
    if (threadId.isEmpty()) {
      refresher.answered(0);
      return;
    }
    ThreadReading reading = reading();
    String turn = wantedTurn;
    int seen = turns.seen();
    background.run(
        () -> {
          LogRecord whole = reading.thread();
          int place = turn == null ? seen : reading.place(turn);
          return new Answer(whole, place, reading.page(place / Turns.A_PAGE, Turns.A_PAGE));
        },
        (answer, took) -> {
          if (reading.equals(reading())) {
            tookMillis.set(took);
            show(answer, turn);
          }
          refresher.answered(took);
        },
        problem -> {
          if (reading.equals(reading())) {
            fail(problem);
            boolean gone = problem instanceof ClientException refused && refused.status() == 404;
            if (gone || state.get() == State.LOADING) {
              state.set(gone ? State.GONE : State.FAILED);
            }
          }
          refresher.answered(1_000);
        });
  }

  private void show(Answer answer, @Nullable String turn) {
    failure.set("");
    showWhole(answer.thread());
    int page = answer.place() / Turns.A_PAGE;
    turns.changed(page, answer.page());
    state.set(State.SHOWN);
    if (turn != null && turn.equals(wantedTurn)) {
      wantedTurn = null;
      List<Turn> content = answer.page().content();
      int index = answer.place();
      for (int i = 0; i < content.size(); i++) {
        if (content.get(i).trace().id().equals(turn)) {
          index = page * Turns.A_PAGE + i;
        }
      }
      select(index);
    } else {
      select(Math.max(0, selected.get()));
    }
    turns.look();
    files.look(reading());
  }

  private void showWhole(LogRecord read) {
    LogRecord before = thread.get();
    thread.set(read);
    boolean same =
        before != null
            && before.scores().equals(read.scores())
            && before.comments().equals(read.comments())
            && before.tags().equals(read.tags());
    if (!same) {
      annotate.show(new AnnotateModel.Target(LogKind.THREADS, projectId, threadId, threadId));
    }
  }

  private void fail(Exception problem) {
    String message = problem.getMessage();
    failure.set(message == null ? problem.getClass().getSimpleName() : message);
  }
}
