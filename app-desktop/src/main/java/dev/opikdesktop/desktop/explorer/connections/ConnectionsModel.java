package dev.opikdesktop.desktop.explorer.connections;

import dev.opikdesktop.desktop.client.Access;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.ServerKind;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Which server the window looks at, and which ones it knows: this computer's always, and those that
 * the user added. They are kept in a folder of this computer, their API keys apart from them.
 */
public final class ConnectionsModel implements AutoCloseable {
  private static final String TITLE = "Opik Desktop";
  private static final String LAST = "connection";
  private static final int SHOWN_OF_KEY = 4;

  /** How long the server that was shown last may take at the start. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Background background;
  private final WindowState state;
  private final ConnectionFiles files;
  private final Connection here;
  private final ObservableList<Connection> all = FXCollections.observableArrayList();
  private final ObjectProperty<Connection> current;
  private final StringProperty notice = new SimpleStringProperty("");
  private Map<String, String> keys;
  private Runnable whenLeft = () -> {};
  private Background.Running trying = () -> {};
  private boolean triedLast;
  private Consumer<Connection> opened = connection -> {};

  /** What a test has found. */
  public record Tested(boolean works, String words) {}

  /**
   * @param restUrl of the server that this application runs
   * @param stateFile beside which the connections are kept
   * @param state what the window remembers
   */
  public ConnectionsModel(Background background, URI restUrl, Path stateFile, WindowState state) {
    this.background = background;
    this.state = state;
    files = new ConnectionFiles(stateFile);
    here = Connection.here(restUrl);
    keys = files.keys();
    all.add(here);
    all.addAll(files.connections());
    current = new SimpleObjectProperty<>(find(state.text(LAST, here.id())));
  }

  private Connection find(String id) {
    return all.stream().filter(each -> each.id().equals(id)).findFirst().orElse(here);
  }

  /** Turns to this computer's server, and says so, when the one that was shown last is away. */
  public void start() {
    Connection last = current.get();
    if (!last.isHere()) {
      trying = test(access(last), found -> tried(last, found));
      background.later(PATIENCE, () -> tried(last, new Tested(false, "It takes too long")));
    }
  }

  private void tried(Connection last, Tested found) {
    if (triedLast) {
      return;
    }
    triedLast = true;
    if (!found.works()) {
      open(here);
      // The next start tries again.
      state.put(LAST, last.id());
      notice.set(last.name() + " can't be shown now, this computer is. " + found.words());
    }
  }

  /** What is to be done whenever another server is turned to, or the same one in another way. */
  public void whenOpened(Consumer<Connection> action) {
    opened = action;
  }

  public Connection here() {
    return here;
  }

  /** This computer's first. */
  public ObservableList<Connection> all() {
    return all;
  }

  /** The one that is shown. */
  public ReadOnlyObjectProperty<Connection> currentProperty() {
    return current;
  }

  /** Why another one is shown than was asked for; empty when that is not so. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice;
  }

  public void forgetNotice() {
    notice.set("");
  }

  /** Turns to another server. */
  public void open(Connection wanted) {
    open(wanted, () -> {});
  }

  /**
   * Turns to another server that is there only as long as it is shown.
   *
   * @param left runs on a thread of its own when another server is turned to; not when the
   *     application ends, when whoever started the server ends it
   */
  public void open(Connection wanted, Runnable left) {
    if (!wanted.equals(current.get())) {
      turn(wanted, left);
    }
  }

  private void turn(Connection wanted, Runnable left) {
    trying.cancel();
    triedLast = true;
    notice.set("");
    Runnable before = whenLeft;
    whenLeft = left;
    if (wanted.kind() != Connection.Kind.FILE) {
      state.put(LAST, wanted.id());
      state.save();
    }
    current.set(wanted);
    opened.accept(wanted);
    Thread.ofVirtual().name("connection-left").start(before);
  }

  /**
   * Adds a connection, or changes one. One that is shown is opened anew.
   *
   * @return why it was not kept; empty when it was
   */
  String keep(Draft draft) {
    String mistake = draft.mistake().orElse("");
    if (!mistake.isEmpty()) {
      return mistake;
    }
    Connection fresh = draft.connection(UUID.randomUUID().toString());
    List<Connection> kept = new ArrayList<>(all);
    int place = indexOf(fresh.id());
    if (place < 0) {
      kept.add(fresh);
    } else {
      kept.set(place, fresh);
    }
    Map<String, String> keptKeys = new HashMap<>(keys);
    keptKeys.put(fresh.id(), keyOf(draft));
    keptKeys.values().removeIf(String::isEmpty);
    String failure = keep(kept, keptKeys);
    if (failure.isEmpty() && current.get().id().equals(fresh.id())) {
      turn(fresh, () -> {});
    }
    return failure;
  }

  /**
   * Forgets a connection, its key and what the window remembered of it.
   *
   * @return why not; empty when it is gone
   */
  String remove(Connection connection) {
    List<Connection> kept = new ArrayList<>(all);
    kept.removeIf(each -> !each.isHere() && each.id().equals(connection.id()));
    Map<String, String> keptKeys = new HashMap<>(keys);
    keptKeys.remove(connection.id());
    String failure = keep(kept, keptKeys);
    if (failure.isEmpty() && current.get().id().equals(connection.id())) {
      open(here);
    }
    if (failure.isEmpty()) {
      memory(connection).clear();
      state.save();
    }
    return failure;
  }

  private String keep(List<Connection> kept, Map<String, String> keptKeys) {
    try {
      files.keep(kept.stream().filter(each -> !each.isHere()).toList(), keptKeys);
    } catch (IOException unwritable) {
      return "It can't be kept: " + unwritable.getMessage();
    }
    keys = keptKeys;
    all.setAll(kept);
    return "";
  }

  private int indexOf(String id) {
    return all.stream().map(Connection::id).toList().indexOf(id);
  }

  /** Tries a connection as it is written. */
  void test(Draft draft, Consumer<Tested> then) {
    String mistake = draft.mistake().orElse("");
    if (!mistake.isEmpty()) {
      then.accept(new Tested(false, mistake));
    } else {
      Connection written = draft.connection("");
      test(new Access(written.address(), written.workspace(), keyOf(draft), true), then);
    }
  }

  /** Tries a connection that is kept. */
  void test(Connection connection, Consumer<Tested> then) {
    test(access(connection), then);
  }

  private Background.Running test(Access access, Consumer<Tested> then) {
    return background.run(
        () -> {
          try (OpikClient client = new OpikClient(access)) {
            return client.check();
          }
        },
        (found, took) -> then.accept(new Tested(true, words(found, took))),
        problem -> then.accept(new Tested(false, String.valueOf(problem.getMessage()))));
  }

  private static String words(ServerKind found, long took) {
    String answers = found.label() + " answers in " + took + " ms";
    if (found.isOld()) {
      return answers + ". It is older than what this window was made for: pages may stay empty";
    }
    return found.extended()
        ? answers
        : answers + ". It tells no changes: it is looked at every 30 s";
  }

  private String keyOf(Draft draft) {
    return draft.key() == null ? key(draft.id()) : draft.key().strip();
  }

  private String key(String id) {
    return keys.getOrDefault(id, "");
  }

  /** Enough of a key to tell it from others; empty where there is none. */
  String hint(Connection connection) {
    String key = key(connection.id());
    if (key.isEmpty()) {
      return "";
    }
    boolean tellsLittle = key.length() >= 4 * SHOWN_OF_KEY;
    return "••••" + (tellsLittle ? key.substring(key.length() - SHOWN_OF_KEY) : "");
  }

  /** Columns, views and whatever else the window remembers of what is there. */
  public WindowState memory(Connection connection) {
    return connection.isHere() ? state : state.part("connection." + connection.id());
  }

  /** What stands at the top of the window. */
  public String title() {
    Connection shown = current.get();
    return shown.isHere() ? TITLE : shown.name() + ", " + shown.place() + " · " + TITLE;
  }

  /** How a server is asked. */
  public Access access(Connection connection) {
    return new Access(
        connection.address(), connection.workspace(), key(connection.id()), connection.readOnly());
  }

  @Override
  public void close() {
    background.close();
  }
}
