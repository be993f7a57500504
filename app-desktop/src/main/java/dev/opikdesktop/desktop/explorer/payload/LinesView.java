package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.explorer.text.PayloadLine;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** A payload as coloured lines, which can be folded; only those in sight exist as nodes. */
final class LinesView extends ListView<PayloadLine> {
  static final double LINE_HEIGHT = 19;

  private static final double MARGINS = LineCell.GUTTER + 16 + 14;
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final PayloadModel model;
  private final double characterWidth = characterWidth();

  LinesView(PayloadModel model) {
    this.model = model;
    setId("payload");
    setAccessibleText("Payload");
    getStyleClass().addAll("payload-lines", "mono");
    setFixedCellSize(LINE_HEIGHT);
    setCellFactory(view -> new LineCell(model));
    setItems(model.folds().rows());
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    widthProperty()
        .subscribe(width -> model.fit((int) ((width.doubleValue() - MARGINS) / characterWidth)));
    addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    model.find().hitsProperty().subscribe(hits -> refresh());
    model.find().currentProperty().subscribe(current -> goToHit());
  }

  private void keyPressed(KeyEvent event) {
    int row = getFocusModel().getFocusedIndex();
    if (COPY.match(event)) {
      List<Integer> chosen = getSelectionModel().getSelectedIndices();
      Parts.copy(chosen.isEmpty() ? model.toCopy() : model.folds().copy(List.copyOf(chosen)));
      event.consume();
      return;
    }
    if (event.isAltDown() || event.isShortcutDown() || event.isShiftDown()) {
      return;
    }
    switch (event.getCode()) {
      case LEFT, H -> foldOrLeave(row);
      case RIGHT, L -> model.folds().fold(row, false);
      case ENTER -> model.folds().toggle(row);
      case DIGIT0, NUMPAD0 -> model.folds().unfoldAll();
      default -> {
        int level = event.getText().length() == 1 ? event.getText().charAt(0) - '0' : 0;
        if (level < 1 || level > 9) {
          return;
        }
        model.folds().foldTo(level);
      }
    }
    event.consume();
  }

  /** Folds; what is folded already, or can't be, hands over to what it is inside of. */
  private void foldOrLeave(int row) {
    if (model.folds().canFold(row) && !model.folds().isFolded(row)) {
      model.folds().fold(row, true);
    } else if (row >= 0) {
      int around = model.folds().rowAround(row);
      getSelectionModel().clearAndSelect(around);
      reveal(around, 1);
    }
  }

  private void goToHit() {
    int line = model.find().currentLine();
    if (line >= 0) {
      int row = model.folds().reveal(line);
      Platform.runLater(() -> reveal(row, 4));
    }
    refresh();
  }

  /** Scrolls only where a row is not in sight with some above it. */
  private void reveal(int row, int above) {
    VirtualFlow<?> flow = lookup(".virtual-flow") instanceof VirtualFlow<?> found ? found : null;
    int first =
        flow == null || flow.getFirstVisibleCell() == null
            ? 0
            : flow.getFirstVisibleCell().getIndex();
    int inSight = (int) (getHeight() / LINE_HEIGHT) - 1;
    if (row < first || row >= first + inSight) {
      scrollTo(Math.max(0, row - above));
    }
  }

  private static double characterWidth() {
    Text probe = new Text("0".repeat(100));
    probe.setFont(Font.font("JetBrains Mono", 12));
    return probe.getLayoutBounds().getWidth() / 100;
  }
}
