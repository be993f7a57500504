package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.annotate.AnnotatePane;
import dev.opikdesktop.desktop.explorer.command.Command;
import dev.opikdesktop.desktop.explorer.logs.TraceListView;
import dev.opikdesktop.desktop.explorer.payload.PayloadView;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Dividers;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.SaveDialog;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * The page of one trace: the other traces at the left, tree and waterfall above, payload and facts
 * below.
 */
public final class TraceView extends VBox {
  private final TraceModel model;
  private final SpanView spans;
  private final AnnotatePane facts;
  private final TraceListView list;
  private final Ways ways;
  private final TraceMenu menu;
  private final Label name = Parts.label("", "title");
  private final Label pill = Parts.pill("");
  private final Label summary = Parts.label("", "muted");
  private final Button thread;
  private String traceId = "";
  private String threadId = "";

  /** Where one can go from here. */
  public interface Ways {
    /** Leaves the trace. */
    void back();

    /** Opens the trace below (1) or above (-1). */
    void neighbour(int step);

    /** Opens a thread at one of its traces. */
    void openThread(String threadId, String traceId);

    /** Asks what the trace is to be compared with. */
    void compare(Trace trace);

    /** Shows the spans of a trace in the logs, those alone that the tree shows. */
    void showSpans(String traceId, SpanFilter filter);

    /** Copies a link to what is open. */
    void copyLink();

    /** Where to go when the open trace is deleted, as of now. */
    Runnable onward();
  }

  public TraceView(
      TraceModel model,
      TraceActions actions,
      TraceListView list,
      WindowState state,
      SaveDialog dialog,
      Ways ways) {
    this.model = model;
    this.list = list;
    this.ways = ways;
    menu = new TraceMenu(actions, dialog, ways::copyLink, ways::onward);
    Button compareButton = Parts.button("Compare…", this::compare);
    compareButton.setId("compare-with");
    compareButton.setMinWidth(USE_PREF_SIZE);
    thread = Parts.button("Thread", () -> ways.openThread(threadId, traceId));
    thread.setId("open-thread");
    thread.setGraphic(Parts.icon(Feather.MESSAGE_SQUARE));
    thread.setMinWidth(USE_PREF_SIZE);
    Parts.present(thread, false);
    Parts.present(pill, false);
    getStyleClass().add("page");
    spans = new SpanView(model, state, this::showSpans);

    Button backButton = Parts.button("Logs", ways::back);
    backButton.setId("back");
    backButton.setGraphic(Parts.icon(Feather.ARROW_LEFT));
    backButton.setMinWidth(USE_PREF_SIZE);
    summary.setMinWidth(0);
    HBox top =
        new HBox(
            10,
            backButton,
            Parts.badge("T", "trace", "Trace"),
            name,
            pill,
            summary,
            Parts.spacer(),
            compareButton,
            thread,
            Parts.iconButton(Feather.LINK, "Copy a link to what is shown", ways::copyLink),
            menu,
            Parts.iconButton(
                Feather.ARROW_UP, "Previous trace in the list", () -> ways.neighbour(-1)),
            Parts.iconButton(
                Feather.ARROW_DOWN, "Next trace in the list", () -> ways.neighbour(1)));
    top.getStyleClass().add("top-bar");

    facts = new AnnotatePane(model.annotate(), new FactsView(model, this::follow));
    facts.setAccessibleText("Facts about the selected span");
    SplitPane lower =
        new SplitPane(
            new PayloadView(model.payload(), model.files(), model.annotate(), state), facts);
    SplitPane upper = new SplitPane(spans, lower);
    upper.setOrientation(Orientation.VERTICAL);
    SplitPane all = new SplitPane(list, upper);
    SplitPane.setResizableWithParent(list, false);
    SplitPane.setResizableWithParent(lower.getItems().getLast(), false);
    Dividers.remember(all, state, "trace-list-width", 236);
    Dividers.remember(upper, state, "spans-height", 410);
    Dividers.remember(lower, state, "facts-width", -268);
    VBox.setVgrow(all, Priority.ALWAYS);
    getChildren().addAll(top, all);

    addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    addEventFilter(KeyEvent.KEY_TYPED, this::keyTyped);
    model.treeProperty().subscribe(this::show);
  }

  /** Puts the keyboard into the tree, and the open trace into sight in the list. */
  public void takeFocus() {
    spans.takeFocus();
    list.reveal();
  }

  /** Takes back what Escape takes back before it leaves the page; false for nothing. */
  public boolean back() {
    return spans.back();
  }

  /** What can be done on this page. */
  public List<Command> commands() {
    List<Command> commands = new ArrayList<>(commandsHere());
    commands.addAll(menu.commands());
    return commands;
  }

  private List<Command> commandsHere() {
    return List.of(
        Command.of("Trace", "Open the next trace", "Alt ↓", () -> ways.neighbour(1)),
        Command.of("Trace", "Open the previous trace", "Alt ↑", () -> ways.neighbour(-1)),
        new Command("Trace", "Open its thread", "", () -> !threadId.isEmpty(), () -> thread.fire()),
        Command.of("Trace", "Compare with another trace", "", this::compare),
        Command.of("Trace", "Show its spans in the table", "", this::showSpans),
        Command.of("Trace", "Move to the next span", "↓ J", spans::takeFocus),
        Command.of("Trace", "Move to the previous span", "↑ K", spans::takeFocus),
        new Command("Trace", "Score", "S", this::takesWrites, facts::focusScores),
        new Command("Trace", "Comment", "C", this::takesWrites, facts::focusComment),
        Command.of("Trace", "Show all that is known of the span", "I", spans::showCard),
        Command.of("Trace", "Choose what the rows show", "", spans::chooseFacts),
        Command.of("Trace", "Fold the span", "H", spans::takeFocus),
        Command.of("Trace", "Unfold the span", "L", spans::takeFocus),
        Command.of("Trace", "Fold all spans", "", () -> model.foldAll(true)),
        Command.of("Trace", "Unfold all spans", "", () -> model.foldAll(false)),
        Command.of("Trace", "Find in spans", "/", spans::search),
        Command.of("Trace", "Filter by a value of the span", "F", spans::takeFocus),
        Command.of("Trace", "Filter spans by a field", "", spans::writeFilter),
        new Command(
            "Trace", "Clear the filter", "Esc", model.filter()::isNarrowed, model.filter()::clear),
        Command.of("Trace", "Find the next hit", "N", () -> model.nextHit(true)),
        Command.of("Trace", "Find the previous hit", "Shift N", () -> model.nextHit(false)),
        Command.of("Trace", "Zoom in", "+", () -> spans.zoomBy(true)),
        Command.of("Trace", "Zoom out", "-", () -> spans.zoomBy(false)),
        Command.of("Trace", "Show the whole time", "0", model.zoom()::reset));
  }

  /** Brings the comments into sight, once this is what is shown. */
  public void revealComments(String id) {
    facts.revealComments(id);
  }

  private boolean takesWrites() {
    return !model.annotate().isReadOnly();
  }

  private void compare() {
    SpanTree tree = model.treeProperty().get();
    Trace trace = tree == null ? null : tree.root().trace();
    if (trace != null) {
      ways.compare(trace);
    }
  }

  /** Those that are shown here, where a filter narrows them. */
  private void showSpans() {
    ways.showSpans(traceId, model.filter());
  }

  private void follow(Fact.Leads leads) {
    switch (leads) {
      case THREAD -> thread.fire();
      case SPANS -> showSpans();
      case ERRORS -> model.filter().errorsProperty().set(true);
      case NOWHERE -> {
        // Was copied.
      }
    }
  }

  private void keyPressed(KeyEvent event) {
    boolean typing = event.getTarget() instanceof TextInputControl;
    boolean plain = !event.isAltDown() && !event.isShortcutDown() && !event.isShiftDown();
    if (event.isAltDown() && (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP)) {
      ways.neighbour(event.getCode() == KeyCode.DOWN ? 1 : -1);
      event.consume();
    } else if (!typing && plain && takesWrites() && event.getCode() == KeyCode.S) {
      // Later, so that the letter itself does not end up in the field.
      Platform.runLater(facts::focusScores);
      event.consume();
    } else if (!typing && plain && takesWrites() && event.getCode() == KeyCode.C) {
      Platform.runLater(facts::focusComment);
      event.consume();
    } else if (typing && event.getCode() == KeyCode.ESCAPE && isInside(event, facts)) {
      spans.takeFocus();
      event.consume();
    }
  }

  /** What is typed, not the key: where the slash is differs from keyboard to keyboard. */
  private void keyTyped(KeyEvent event) {
    if (event.getCharacter().equals("/") && !(event.getTarget() instanceof TextInputControl)) {
      spans.search();
      event.consume();
    }
  }

  private static boolean isInside(KeyEvent event, Node parent) {
    Node node = event.getTarget() instanceof Node target ? target : null;
    while (node != null && node != parent) {
      node = node.getParent();
    }
    return node != null;
  }

  private void show(@Nullable SpanTree tree) {
    Trace trace = tree == null ? null : tree.root().trace();
    if (tree == null || trace == null) {
      return;
    }
    name.setText(tree.root().name());
    // A long one gives way to what is beside it, a short one does not.
    name.setMinWidth(name.getText().length() < 24 ? USE_PREF_SIZE : 110);
    traceId = trace.id();
    threadId = trace.threadId() == null ? "" : trace.threadId();
    Parts.present(thread, !threadId.isEmpty());
    Parts.present(pill, trace.error() != null);
    pill.setText(trace.error() == null ? "" : trace.error().mark());
    pill.setTooltip(trace.error() == null ? null : new Tooltip(trace.error().text()));
    List<String> parts = new ArrayList<>();
    parts.add(Units.dayAndTime(trace.startTime(), ZoneId.systemDefault()));
    parts.add(tree.root().durationText());
    String tokens = Units.count(tree.root().tokens());
    parts.add(tokens.isEmpty() ? "" : tokens + " tokens");
    parts.add(Units.cost(trace.cost()));
    long spans = Math.max(tree.spanCount(), trace.spanCount());
    parts.add(spans == 1 ? "1 span" : Units.count(spans) + " spans");
    parts.removeIf(String::isEmpty);
    summary.setText(String.join(" · ", parts));
  }
}
