package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.explorer.chat.Bodies;
import dev.opikdesktop.desktop.explorer.chat.ChatRow;
import dev.opikdesktop.desktop.explorer.chat.ChatView;
import dev.opikdesktop.desktop.explorer.chat.Message;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** One turn: the question at the right, the answer at the left, what can be done below it. */
final class TurnCell extends ListCell<TurnSlot> {
  private static final double WIDEST = 900;
  private static final double MARGIN = 20;
  private static final double SHARE = 0.78;
  private static final double BOX_HEIGHT = 420;
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final ThreadView chat;
  private final VBox asked = side(Pos.TOP_RIGHT);
  private final VBox answered = side(Pos.TOP_LEFT);
  private final Label time = Parts.label("", "mono", "faint", "small");
  private final Label facts = Parts.label("", "faint", "smaller");
  private final ProgressIndicator spinner = new ProgressIndicator();
  private final Button up;
  private final Button down;
  private final Button tools;
  private final HBox foot;
  private final VBox box;
  private final ChangeListener<@Nullable Turn> turnListener =
      (observable, before, turn) -> show(turn);
  private @Nullable TurnSlot shown;

  TurnCell(ThreadView chat) {
    this.chat = chat;
    spinner.getStyleClass().add("small-spinner");
    up = quiet(Feather.THUMBS_UP, "Good answer", () -> judge(true));
    down = quiet(Feather.THUMBS_DOWN, "Bad answer", () -> judge(false));
    for (Button thumb : List.of(up, down)) {
      Parts.present(thumb, !chat.model().isReadOnly());
    }
    Button copy = quiet(Feather.COPY, "Copy the answer", this::copy);
    Button trace = Parts.button("Trace", () -> withTurn(chat::openTrace));
    tools = Parts.button("Tool calls", () -> withTurn(chat::openTools));
    for (Button button : List.of(trace, tools)) {
      button.getStyleClass().add("quiet-button");
      button.setFocusTraversable(false);
      button.setMinWidth(USE_PREF_SIZE);
    }
    trace.setGraphic(Parts.icon(Feather.GIT_COMMIT));
    tools.setGraphic(Parts.icon(Feather.TOOL));
    time.setMinWidth(USE_PREF_SIZE);
    foot = new HBox(4, spinner, time, facts, Parts.spacer(), up, down, copy, trace, tools);
    foot.setAlignment(Pos.CENTER_LEFT);
    HBox.setMargin(facts, new Insets(0, 0, 0, 6));
    box = new VBox(8, asked, answered, foot);
    box.getStyleClass().add("turn");
    setPrefWidth(0);
  }

  private static VBox side(Pos alignment) {
    VBox side = new VBox(6);
    side.setAlignment(alignment);
    side.setFillWidth(false);
    return side;
  }

  private static Button quiet(Feather icon, String name, Runnable action) {
    Button button = Parts.iconButton(icon, name, action);
    button.getStyleClass().add("quiet-button");
    button.setFocusTraversable(false);
    return button;
  }

  private void judge(boolean good) {
    withTurn(turn -> chat.model().judge(turn, good));
  }

  private void copy() {
    withTurn(turn -> Parts.copy(turn.answered().text()));
  }

  private void withTurn(Consumer<Turn> action) {
    Turn turn = shown == null ? null : shown.turn();
    if (turn != null) {
      action.accept(turn);
    }
  }

  /** How wide what was said may be in a list as wide as this. */
  private static double boxWidth(double width) {
    return (width - 2 * margin(width)) * SHARE;
  }

  private static double margin(double width) {
    return Math.max(MARGIN, (width - WIDEST) / 2);
  }

  @Override
  protected void updateItem(@Nullable TurnSlot slot, boolean empty) {
    super.updateItem(slot, empty);
    chat.cellMoved();
    TurnSlot now = empty ? null : slot;
    if (now == shown) {
      return;
    }
    if (shown != null) {
      shown.turnProperty().removeListener(turnListener);
    }
    shown = now;
    if (now == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    now.turnProperty().addListener(turnListener);
    show(now.turn());
    setGraphic(box);
  }

  private void show(@Nullable Turn turn) {
    Parts.present(foot, turn != null);
    Parts.present(answered, turn != null);
    if (turn == null) {
      asked.getChildren().setAll(Parts.label("…", "faint"));
      setAccessibleText("A turn that is not here yet");
      return;
    }
    say(asked, turn, turn.asked(), "asked", "No input was logged");
    say(
        answered,
        turn,
        turn.answered(),
        "answered",
        turn.isRunning() || turn.trace().error() != null ? "" : "No output was logged");
    ErrorInfo error = turn.trace().error();
    if (error != null) {
      Label message = Parts.label(error.message() == null ? "" : error.message(), "muted");
      message.setWrapText(true);
      Label pill = Parts.pill(error.mark());
      pill.setTooltip(new Tooltip(error.text()));
      pill.setMinWidth(USE_PREF_SIZE);
      BorderPane line = new BorderPane(message);
      line.setLeft(pill);
      BorderPane.setAlignment(message, Pos.TOP_LEFT);
      BorderPane.setMargin(message, new Insets(0, 0, 0, 8));
      answered.getChildren().add(line);
    }
    Parts.present(answered, !answered.getChildren().isEmpty());
    Parts.present(spinner, turn.isRunning());
    Parts.present(tools, turn.trace().callsTools());
    time.setText(Units.time(turn.trace().startTime(), Instant.now(), ZoneId.systemDefault()));
    List<String> parts = new ArrayList<>();
    parts.add(turn.isRunning() ? "running" : Units.duration(turn.trace().durationMillis()));
    parts.add(Units.cost(turn.trace().cost()));
    parts.removeIf(String::isEmpty);
    facts.setText(String.join(" · ", parts));
    Boolean thumb = turn.thumb();
    mark(up, thumb != null && thumb, "Good answer");
    mark(down, thumb != null && !thumb, "Bad answer");
    setAccessibleText(turn.spoken());
    requestLayout();
  }

  private static void mark(Button button, boolean chosen, String name) {
    button.pseudoClassStateChanged(CHOSEN, chosen);
    button.setAccessibleText(chosen ? name + ", chosen" : name);
  }

  private void say(VBox side, Turn turn, Said said, String style, String otherwise) {
    side.getChildren().clear();
    if (said.large()) {
      side.getChildren().add(box(turn, said, style));
    } else if (!said.rows().isEmpty()) {
      side.getChildren().add(new Speech(said, style, chat.bodies(turn)));
    } else if (!otherwise.isEmpty()) {
      side.getChildren().add(Parts.label(otherwise, "faint"));
    }
  }

  private ChatView box(Turn turn, Said said, String style) {
    ChatView box = new ChatView(chat.background(), turn::address);
    box.setId(null);
    box.getStyleClass().addAll("large", style);
    box.setMinHeight(BOX_HEIGHT);
    box.setPrefHeight(BOX_HEIGHT);
    Message message = said.message();
    if (message != null) {
      box.show(List.of(message), said.rows());
    }
    return box;
  }

  @Override
  protected double computePrefHeight(double width) {
    if (getGraphic() == null) {
      return super.computePrefHeight(width);
    }
    double wide = width > 0 ? width : getWidth();
    fit(wide);
    return snappedTopInset()
        + snappedBottomInset()
        + Math.ceil(box.prefHeight(wide - 2 * margin(wide)));
  }

  @Override
  protected double computeMinHeight(double width) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (getGraphic() != null) {
      double margin = margin(getWidth());
      fit(getWidth());
      box.resizeRelocate(
          margin,
          snappedTopInset(),
          getWidth() - 2 * margin,
          getHeight() - snappedTopInset() - snappedBottomInset());
    }
  }

  private void fit(double width) {
    double widest = boxWidth(width);
    for (VBox side : List.of(asked, answered)) {
      side.getChildren()
          .forEach(
              child -> {
                if (child instanceof Region region) {
                  boolean snug = !(child instanceof ChatView || isWide(child));
                  region.setMaxWidth(widest);
                  region.setPrefWidth(snug ? USE_COMPUTED_SIZE : widest);
                }
              });
    }
  }

  private static boolean isWide(Node child) {
    return child instanceof Speech speech && !speech.snug;
  }

  /** What was said, piece below piece. A question is as wide as its words and pictures are. */
  private final class Speech extends VBox {
    private final boolean snug;

    Speech(Said said, String style, Bodies bodies) {
      super(6);
      snug =
          style.equals("asked")
              && said.rows().stream()
                  .map(ChatRow::body)
                  .allMatch(body -> body.isParagraph() || !body.picture().isEmpty());
      getStyleClass().addAll("said", style);
      for (ChatRow row : said.rows()) {
        Node node = bodies.node(row.body());
        if (snug && node instanceof Region region) {
          region.setPrefWidth(USE_COMPUTED_SIZE);
        }
        getChildren().add(node);
      }
    }
  }
}
