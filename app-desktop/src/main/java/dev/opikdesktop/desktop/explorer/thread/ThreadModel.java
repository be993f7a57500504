package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.ClientException;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Page;
import dev.opikdesktop.desktop.explorer.annotate.AnnotateModel;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Refresher;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * One open thread: what is known of it as a whole, and its turns, oldest first. As many places as
 * turns are there from the beginning; what stands in them is asked for when they come into sight.
 */
public final class ThreadModel {
  /** What there is to show. */
  public enum State {
    LOADING,
    SHOWN,
    GONE,
    FAILED
  }

  private static final int A_PAGE = 50;

  private final OpikClient client;
  private final Background background;
  private final Refresher refresher;
  private final AnnotateModel annotate;

  private final ObjectProperty<State> state = new SimpleObjectProperty<>(State.LOADING);
  private final ObjectProperty<@Nullable LogRecord> thread = new SimpleObjectProperty<>();
  private final ObservableList<TurnSlot> turns = FXCollections.observableArrayList();
  private final IntegerProperty selected = new SimpleIntegerProperty(-1);
  private final StringProperty failure = new SimpleStringProperty("");
  private final LongProperty tookMillis = new SimpleLongProperty();
  private final Set<Integer> pagesUnderWay = new HashSet<>();
  private final Map<Integer, Integer> roundOfPage = new HashMap<>();
  private final Set<String> readings = new HashSet<>();
  private final Map<Integer, TurnSlot> readWhole = new HashMap<>();
  private String projectId = "";
  private String threadId = "";
  private @Nullable String wantedTurn;
  private int firstVisible;
  private int lastVisible;
  private int round;
  private int visit;

  public ThreadModel(OpikClient client, Background background, Clock clock) {
    this.client = client;
    this.background = background.part();
    this.annotate = new AnnotateModel(client, this.background, clock);
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
    return turns;
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
    refresher.restart();
  }

  /** Forgets the thread, so that changes to it are not followed any more. */
  public void close() {
    visit++;
    background.cancelAll();
    projectId = "";
    threadId = "";
    wantedTurn = null;
    pagesUnderWay.clear();
    roundOfPage.clear();
    readings.clear();
    readWhole.clear();
    firstVisible = 0;
    lastVisible = 0;
    selected.set(-1);
    turns.clear();
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
    firstVisible = Math.max(0, first);
    lastVisible = last;
    int end = Math.min(last, turns.size() - 1);
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

  public void select(int index) {
    selected.set(turns.isEmpty() ? -1 : Math.clamp(index, 0, turns.size() - 1));
  }

  /** Selects the turn {@code step} further down (or up); stays where the conversation ends. */
  public void move(int step) {
    select(selected.get() + step);
  }

  /** The trace of the selected turn; null while none is, or it is not known yet. */
  public @Nullable String selectedTrace() {
    int index = selected.get();
    Turn turn = index < 0 || index >= turns.size() ? null : turns.get(index).turn();
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
    int askedOn = visit;
    background.run(
        () -> {
          action.run();
          return true;
        },
        (done, took) -> {
          if (askedOn == visit) {
            then.run();
          }
        },
        this::fail);
  }

  private record Answer(LogRecord thread, int place, Page<Turn> page) {}

  private void ask() {
    if (threadId.isEmpty()) {
      refresher.answered(0);
      return;
    }
    int askedOn = visit;
    ThreadReading reading = new ThreadReading(client, projectId, threadId);
    String turn = wantedTurn;
    int seen = Math.clamp(lastVisible, 0, Math.max(0, turns.size() - 1));
    background.run(
        () -> {
          LogRecord whole = reading.thread();
          int place = turn == null ? seen : reading.place(turn);
          return new Answer(whole, place, reading.page(place / A_PAGE, A_PAGE));
        },
        (answer, took) -> {
          if (askedOn == visit) {
            tookMillis.set(took);
            show(answer, turn);
          }
          refresher.answered(took);
        },
        problem -> {
          if (askedOn == visit) {
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
    round++;
    failure.set("");
    showWhole(answer.thread());
    int page = answer.place() / A_PAGE;
    show(page, answer.page());
    state.set(State.SHOWN);
    if (turn != null && turn.equals(wantedTurn)) {
      wantedTurn = null;
      List<Turn> content = answer.page().content();
      int index = answer.place();
      for (int i = 0; i < content.size(); i++) {
        if (content.get(i).trace().id().equals(turn)) {
          index = page * A_PAGE + i;
        }
      }
      select(index);
    } else if (selected.get() < 0) {
      select(0);
    }
    visible(firstVisible, lastVisible);
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

  private void show(int page, Page<Turn> answer) {
    int total = (int) answer.total();
    if (turns.size() > total) {
      turns.remove(total, turns.size());
      select(selected.get());
    } else if (turns.size() < total) {
      List<TurnSlot> more = new ArrayList<>();
      for (int i = turns.size(); i < total; i++) {
        more.add(new TurnSlot());
      }
      turns.addAll(more);
    }
    roundOfPage.put(page, round);
    List<Turn> content = answer.content();
    for (int i = 0; i < content.size() && page * A_PAGE + i < total; i++) {
      turns.get(page * A_PAGE + i).show(content.get(i));
    }
  }

  private void askForPage(int page) {
    if (!pagesUnderWay.add(page)) {
      return;
    }
    int askedOn = visit;
    ThreadReading reading = new ThreadReading(client, projectId, threadId);
    background.run(
        () -> reading.page(page, A_PAGE),
        (answer, took) -> {
          if (askedOn == visit) {
            pagesUnderWay.remove(page);
            tookMillis.set(took);
            show(page, answer);
            visible(firstVisible, lastVisible);
          }
        },
        problem -> {
          if (askedOn == visit) {
            pagesUnderWay.remove(page);
            fail(problem);
          }
        });
  }

  /** A list cuts long payloads; of a turn in sight they are read whole. */
  private void readWhole(int index) {
    TurnSlot slot = turns.get(index);
    Turn turn = slot.turn();
    if (turn == null || turn.whole() || !readings.add(turn.trace().id())) {
      return;
    }
    int askedOn = visit;
    background.run(
        () -> turn.with(client.trace(turn.trace().id())),
        (read, took) -> {
          if (askedOn == visit) {
            readings.remove(turn.trace().id());
            if (slot.showWhole(turn, read)) {
              readWhole.put(index, slot);
            } else {
              visible(firstVisible, lastVisible);
            }
          }
        },
        // Its beginning stays, and the rest is asked for again with the next change.
        problem -> {
          if (askedOn == visit) {
            readings.remove(turn.trace().id());
            fail(problem);
          }
        });
  }

  private boolean isFar(int index) {
    return index < firstVisible - A_PAGE || index > lastVisible + A_PAGE;
  }

  private void fail(Exception problem) {
    String message = problem.getMessage();
    failure.set(message == null ? problem.getClass().getSimpleName() : message);
  }
}
