package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.command.Command;
import dev.opikdesktop.desktop.explorer.diff.DiffView;
import dev.opikdesktop.desktop.explorer.theme.Dividers;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The page with two traces side by side. */
public final class CompareView extends VBox {
  private final ComparedTable table;
  private final DiffView diff;
  private final Runnable swap;
  private final Runnable another;

  /**
   * @param back leaves the page
   * @param swap puts the left one at the right, and the other way round
   * @param compareWith asks what else a trace is to be compared with
   * @param openTrace opens one of the two
   */
  public CompareView(
      CompareModel model,
      WindowState state,
      Runnable back,
      Runnable swap,
      Consumer<Trace> compareWith,
      Consumer<String> openTrace) {
    this.swap = swap;
    getStyleClass().add("page");
    table = new ComparedTable(model);
    Button backButton = Parts.button("Back", back);
    backButton.setId("compare-back");
    backButton.setGraphic(Parts.icon(Feather.ARROW_LEFT));
    Button swapButton = Parts.button("Swap sides", swap);
    swapButton.setId("compare-swap");
    swapButton.setGraphic(Parts.icon(Feather.REPEAT));
    another =
        () -> {
          Comparison shown = model.comparisonProperty().get();
          if (shown != null) {
            compareWith.accept(shown.right().trace());
          }
        };
    Button anotherButton = Parts.button("Another trace…", another);
    anotherButton.setTooltip(new Tooltip("Compares the right trace with another one"));
    HBox top =
        new HBox(
            10,
            backButton,
            Parts.label("Two traces", "title"),
            Parts.spacer(),
            anotherButton,
            swapButton);
    top.getStyleClass().add("top-bar");
    diff = new DiffView(model.diff(), state);
    SplitPane parts = new SplitPane(table, diff);
    parts.setOrientation(Orientation.VERTICAL);
    Dividers.remember(parts, state, "compared-height", 330);
    VBox.setVgrow(parts, Priority.ALWAYS);
    getChildren().addAll(top, new CompareHead(model, openTrace), parts);
    addEventFilter(KeyEvent.KEY_TYPED, this::keyTyped);
  }

  /** Puts the keyboard into the rows. */
  public void takeFocus() {
    table.takeFocus();
  }

  /** What can be done on this page. */
  public List<Command> commands() {
    String compare = "Compare";
    return List.of(
        Command.of(compare, "Swap the sides", "", swap),
        Command.of(compare, "Compare with another trace", "", another),
        Command.of(compare, "Go to the next difference", "N", () -> table.next(true)),
        Command.of(compare, "Go to the previous difference", "Shift N", () -> table.next(false)),
        Command.of(compare, "Move to the next span", "↓ J", table::takeFocus),
        Command.of(compare, "Move to the previous span", "↑ K", table::takeFocus),
        Command.of(compare, "Go to the next change in the text", "", () -> diff.step(true)),
        Command.of(compare, "Move into the text", "", diff::takeFocus),
        Command.of(compare, "Find in spans", "/", table::search));
  }

  /** What is typed, not the key: where the slash is differs from keyboard to keyboard. */
  private void keyTyped(KeyEvent event) {
    if (event.getCharacter().equals("/") && !(event.getTarget() instanceof TextInputControl)) {
      table.search();
      event.consume();
    }
  }
}
