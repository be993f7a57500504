package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.explorer.text.PayloadLine;
import dev.opikdesktop.desktop.explorer.text.PayloadText;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * One row of a payload: its colours, the words that were looked for, a sign where it can be folded,
 * and, where the mouse is, what can be done with its value.
 */
final class LineCell extends ListCell<PayloadLine> {
  /** Room for the sign before the text. */
  static final double GUTTER = 22;

  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private final PayloadModel model;
  private final TextFlow flow = new TextFlow();
  private final FontIcon sign = Parts.icon(Feather.CHEVRON_DOWN);
  private final Row content = new Row();
  private @Nullable LineActions actions;

  LineCell(PayloadModel model) {
    this.model = model;
    setPrefWidth(0);
    sign.getStyleClass().add("fold");
    flow.getStyleClass().add("line-text");
    setOnContextMenuRequested(this::showMenu);
    addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
    hoverProperty().subscribe(hovers -> showActions());
  }

  @Override
  protected void updateItem(@Nullable PayloadLine line, boolean empty) {
    super.updateItem(line, empty);
    if (empty || line == null) {
      setGraphic(null);
      return;
    }
    flow.getChildren().clear();
    if (line.indent() > 0) {
      flow.getChildren().add(new Text(" ".repeat(line.indent())));
    }
    PayloadText text = model.textProperty().get();
    FoldModel folds = model.folds();
    int shown = folds.rows().folding().lineOf(getIndex());
    int at = shown < text.size() ? text.start(shown) : 0;
    for (PayloadLine.Piece piece : line.pieces()) {
      if (piece.kind() == PayloadLine.Kind.FOLDED) {
        folded(piece.text());
        // What follows stands on another line.
        at = Integer.MAX_VALUE / 2;
      } else {
        piece(piece, at);
        at += piece.text().length();
      }
    }
    boolean canFold = folds.canFold(getIndex());
    Parts.present(sign, canFold);
    if (canFold) {
      boolean away = folds.isFolded(getIndex());
      sign.setIconCode(away ? Feather.CHEVRON_RIGHT : Feather.CHEVRON_DOWN);
      setAccessibleText(line.text() + (away ? ", folded" : ", unfolded"));
    } else {
      setAccessibleText(line.text());
    }
    showActions();
    setGraphic(content);
  }

  /** What is said of lines that are folded away; a click brings them back, or opens the file. */
  private void folded(String said) {
    boolean data = model.folds().isData(getIndex());
    Label chip = new Label(said);
    chip.getStyleClass().add("fold-chip");
    chip.setMinWidth(USE_PREF_SIZE);
    Parts.named(chip, data ? "Open the file" : "Unfold");
    chip.setOnMouseClicked(
        event -> {
          if (data) {
            model.openData(getIndex());
          } else {
            model.folds().fold(getIndex(), false);
          }
        });
    flow.getChildren().add(chip);
  }

  /**
   * @param at where the piece begins in the whole text
   */
  private void piece(PayloadLine.Piece piece, int at) {
    FindModel.Hits hits = model.find().hitsProperty().get();
    String text = piece.text();
    int shown = 0;
    for (int i = hits.size() == 0 ? 0 : hits.firstAfter(at); i < hits.size(); i++) {
      int from = Math.max(shown, hits.starts()[i] - at);
      int to = Math.min(text.length(), hits.starts()[i] - at + hits.length());
      if (from >= text.length()) {
        break;
      }
      if (to > from) {
        add(new Text(text.substring(shown, from)), piece);
        Label hit = new Label(text.substring(from, to));
        hit.getStyleClass().add("hit");
        hit.setMinWidth(USE_PREF_SIZE);
        hit.pseudoClassStateChanged(CURRENT, i == model.find().currentProperty().get());
        flow.getChildren().add(hit);
        shown = to;
      }
    }
    add(new Text(text.substring(shown)), piece);
  }

  private void add(Text text, PayloadLine.Piece piece) {
    if (!text.getText().isEmpty()) {
      text.getStyleClass().add("json-" + piece.kind().name().toLowerCase(Locale.ROOT));
      flow.getChildren().add(text);
    }
  }

  private void pressed(MouseEvent event) {
    boolean onSign = event.getX() < GUTTER;
    boolean twice = event.getClickCount() == 2 && !(event.getTarget() instanceof Button);
    if (event.getButton() == MouseButton.PRIMARY
        && !isEmpty()
        && model.folds().canFold(getIndex())
        && (onSign || twice)) {
      model.folds().toggle(getIndex());
      event.consume();
    }
  }

  private void showActions() {
    PayloadLine line = getItem();
    boolean shown = isHover() && line != null && !line.continued() && model.hasPaths();
    if (shown && actions == null) {
      actions = new LineActions(model, this);
      content.getChildren().add(actions);
    }
    if (actions != null) {
      Parts.present(actions, shown);
      if (line != null) {
        actions.show(line);
      }
      content.requestLayout();
    }
  }

  private void showMenu(ContextMenuEvent event) {
    int row = getIndex();
    model.placeOf(
        row,
        place -> {
          if (getScene() != null) {
            LineActions.menu(model, row, place).show(this, event.getScreenX(), event.getScreenY());
          }
        });
    event.consume();
  }

  /** Sign, text, and what can be done at the text's end, over it where it fills the line. */
  private final class Row extends Pane {
    Row() {
      getChildren().addAll(sign, flow);
    }

    @Override
    protected void layoutChildren() {
      double width = getWidth();
      double height = getHeight();
      double signs = sign.prefWidth(-1);
      double high = sign.prefHeight(-1);
      sign.resizeRelocate((GUTTER - signs) / 2 + 1, (height - high) / 2, signs, high);
      double text = Math.min(flow.prefWidth(-1), width - GUTTER);
      flow.resizeRelocate(GUTTER, 0, width - GUTTER, height);
      if (actions != null && actions.isVisible()) {
        double wide = actions.prefWidth(-1);
        actions.resizeRelocate(Math.min(GUTTER + text + 6, width - wide), 0, wide, height);
      }
    }
  }
}
