package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.explorer.annotate.AnnotatePane;
import dev.opikdesktop.desktop.explorer.chat.Bodies;
import dev.opikdesktop.desktop.explorer.chat.ChatPictures;
import dev.opikdesktop.desktop.explorer.command.Command;
import dev.opikdesktop.desktop.explorer.logs.TraceListView;
import dev.opikdesktop.desktop.explorer.theme.Dividers;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.SaveDialog;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The page of one thread: the rows of the logs at the left, the conversation beside them. */
public final class ThreadView extends VBox {
  /** Where this page leads. */
  public interface Ways {
    /** Out, to the logs. */
    void back();

    /** To the thread below (1) or above (-1) in the list. */
    void neighbour(int step);

    void openTrace(String traceId);

    /** Like {@link #openTrace}, with its tool calls alone. */
    void openTools(String traceId);

    /** Copies a link to what is open. */
    void copyLink();

    /** To the logs, narrowed to the traces of this thread. */
    void showTraces(String threadId);

    /** What to do when this thread is deleted: to the one below it, or out. */
    Runnable onward();
  }

  private final ThreadModel model;
  private final TraceListView list;
  private final Ways ways;
  private final Background background;
  private final ChatPictures pictures;
  private final ThreadMenu menu;
  private final ListView<TurnSlot> turns = new ListView<>();
  private final AnnotatePane said;
  private final Label nothing = Parts.label("", "muted");
  private final Button again;
  private boolean reportPending;
  private boolean syncing;

  public ThreadView(
      ThreadModel model,
      TraceListView list,
      WindowState state,
      SaveDialog dialog,
      Background background,
      Ways ways) {
    this.model = model;
    this.list = list;
    this.ways = ways;
    this.background = background.part();
    this.pictures = new ChatPictures(this.background, address -> address);
    this.menu = new ThreadMenu(model, dialog, ways);
    getStyleClass().add("page");

    turns.setId("turns");
    turns.setAccessibleText("Conversation, oldest turn first");
    turns.getStyleClass().add("turns");
    turns.setItems(model.turns());
    turns.setCellFactory(view -> new TurnCell(this));
    turns.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    turns.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            openSelected();
          }
        });
    turns.getSelectionModel().selectedIndexProperty().subscribe(index -> chosen(index.intValue()));
    model.selectedProperty().subscribe(index -> reveal(index.intValue()));
    model.turns().addListener((ListChangeListener<TurnSlot>) this::turnsChanged);

    again = Parts.button("Try again", model::refresh);
    VBox message = new VBox(10, nothing, again);
    message.setAlignment(Pos.CENTER);
    message.setPickOnBounds(false);
    model.stateProperty().subscribe(shown -> say(shown));
    model.failureProperty().subscribe(problem -> say(model.stateProperty().get()));

    said = new AnnotatePane(model.annotate(), new ThreadFacts(model.threadProperty()));
    said.setAccessibleText("What has been said of the thread");
    StackPane conversation = new StackPane(turns, message);
    VBox.setVgrow(conversation, Priority.ALWAYS);
    FilesBand files = new FilesBand(model.files());
    // What the frame leaves to a text that is read.
    files.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && back()) {
            event.consume();
          }
        });
    SplitPane read = new SplitPane(new VBox(files, conversation), said);
    SplitPane.setResizableWithParent(said, false);
    SplitPane all = new SplitPane(list, read);
    SplitPane.setResizableWithParent(list, false);
    Dividers.remember(all, state, "trace-list-width", 236);
    Dividers.remember(read, state, "thread-facts-width", -268);
    said.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && event.getTarget() instanceof TextInputControl) {
            turns.requestFocus();
            event.consume();
          }
        });
    VBox.setVgrow(all, Priority.ALWAYS);
    getChildren().addAll(new ThreadHead(model, ways, menu), all);
  }

  ThreadModel model() {
    return model;
  }

  /** Draws what was said in a turn. */
  Bodies bodies(Turn turn) {
    return new Bodies(pictures.called(turn::address));
  }

  Background background() {
    return background;
  }

  void openTrace(Turn turn) {
    ways.openTrace(turn.trace().id());
  }

  void openTools(Turn turn) {
    ways.openTools(turn.trace().id());
  }

  /** Puts the keyboard into the conversation, and the open thread into sight in the list. */
  public void takeFocus() {
    turns.requestFocus();
    list.reveal();
  }

  /** Folds the file that is looked at, before Escape leaves the page; false for none. */
  public boolean back() {
    boolean there = isVisible() && model.files().openedProperty().get() != null;
    if (there) {
      model.files().open(null);
      turns.requestFocus();
    }
    return there;
  }

  /** What can be done on this page. */
  public List<Command> commands() {
    String page = "Thread";
    List<Command> commands = new ArrayList<>();
    commands.add(Command.of(page, "Move to the next turn", "↓ J", () -> model.move(1)));
    commands.add(Command.of(page, "Move to the previous turn", "↑ K", () -> model.move(-1)));
    commands.add(Command.of(page, "Open the trace of the turn", "Enter", this::openSelected));
    commands.add(Command.of(page, "Open the next thread", "Alt ↓", () -> ways.neighbour(1)));
    commands.add(Command.of(page, "Open the previous thread", "Alt ↑", () -> ways.neighbour(-1)));
    commands.add(new Command(page, "Score", "S", this::takesWrites, said::focusScores));
    commands.add(new Command(page, "Comment", "C", this::takesWrites, said::focusComment));
    commands.addAll(menu.commands());
    return commands;
  }

  /**
   * To be called whenever a cell shows another place: tells the model soon, once for many cells.
   */
  void cellMoved() {
    if (!reportPending) {
      reportPending = true;
      Platform.runLater(this::report);
    }
  }

  private void report() {
    reportPending = false;
    VirtualFlow<?> flow = flow();
    IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
    IndexedCell<?> last = flow == null ? null : flow.getLastVisibleCell();
    if (first != null && last != null) {
      model.visible(first.getIndex(), last.getIndex());
    }
  }

  private @Nullable VirtualFlow<?> flow() {
    Node node = turns.lookup(".virtual-flow");
    return node instanceof VirtualFlow<?> flow ? flow : null;
  }

  private void chosen(int index) {
    if (!syncing && index >= 0) {
      model.select(index);
    }
  }

  /** Selects what the model says is selected, and scrolls there when it is not in sight. */
  private void reveal(int index) {
    if (index < 0 || turns.getSelectionModel().getSelectedIndex() == index) {
      return;
    }
    syncing = true;
    try {
      turns.getSelectionModel().clearAndSelect(index);
    } finally {
      syncing = false;
    }
    Platform.runLater(
        () -> {
          VirtualFlow<?> flow = flow();
          IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
          IndexedCell<?> last = flow == null ? null : flow.getLastVisibleCell();
          boolean inSight =
              first != null && last != null && first.getIndex() < index && index < last.getIndex();
          if (!inSight) {
            turns.scrollTo(index);
          }
        });
  }

  /** Whoever reads the end of the conversation sees what is added to it. */
  private void turnsChanged(ListChangeListener.Change<? extends TurnSlot> change) {
    VirtualFlow<?> flow = flow();
    IndexedCell<?> last = flow == null ? null : flow.getLastVisibleCell();
    while (change.next()) {
      boolean atTheEnd =
          last != null
              && change.wasAdded()
              && change.getFrom() > 0
              && last.getIndex() >= change.getFrom() - 1
              && change.getTo() == change.getList().size();
      if (atTheEnd) {
        int end = change.getTo() - 1;
        Platform.runLater(() -> turns.scrollTo(end));
      }
    }
    cellMoved();
  }

  private void say(ThreadModel.State shown) {
    nothing.setText(
        switch (shown) {
          case LOADING, SHOWN -> "";
          case GONE -> "There is no such thread any more";
          case FAILED -> "The thread could not be read: " + model.failureProperty().get();
        });
    Parts.present(again, shown == ThreadModel.State.FAILED);
  }

  /** Brings the comments into sight, once this is what is shown. */
  public void revealComments(String id) {
    said.revealComments(id);
  }

  private boolean takesWrites() {
    return !model.annotate().isReadOnly();
  }

  private void keyPressed(KeyEvent event) {
    boolean handled = true;
    switch (event.getCode()) {
      case J -> model.move(1);
      case K -> model.move(-1);
      case ENTER -> openSelected();
      // Later, so that the letter itself does not end up in the field.
      case S, C -> {
        handled = takesWrites() && !event.isShortcutDown();
        if (handled) {
          Platform.runLater(event.getCode() == KeyCode.S ? said::focusScores : said::focusComment);
        }
      }
      case DOWN, UP -> {
        int step = event.getCode() == KeyCode.DOWN ? 1 : -1;
        if (event.isAltDown()) {
          ways.neighbour(step);
        } else {
          model.move(step);
        }
      }
      default -> handled = false;
    }
    if (handled && !event.isShortcutDown()) {
      event.consume();
    }
  }

  private void openSelected() {
    String trace = model.selectedTrace();
    if (trace != null) {
      ways.openTrace(trace);
    }
  }
}
