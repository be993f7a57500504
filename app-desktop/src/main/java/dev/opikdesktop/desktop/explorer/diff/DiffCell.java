package dev.opikdesktop.desktop.explorer.diff;

import dev.opikdesktop.desktop.explorer.text.PayloadLine;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** One row of a diff: both sides beside each other, or one of them; or equal lines folded away. */
final class DiffCell extends ListCell<DiffRow> {
  /** Room for the number of a line, its sign, and the margins around them. */
  static final double GUTTER = 62;

  private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");
  private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
  private static final PseudoClass GONE = PseudoClass.getPseudoClass("gone");

  private final DiffModel model;
  private final Side left = new Side();
  private final Side right = new Side();
  private final Button fold;
  private final Row content = new Row();

  DiffCell(DiffModel model) {
    this.model = model;
    fold = Parts.button("", this::unfold);
    fold.getStyleClass().setAll("button", "diff-fold");
    fold.setGraphic(Parts.icon(Feather.MORE_HORIZONTAL));
    fold.setFocusTraversable(false);
    content.getChildren().addAll(left, right, fold);
    content.getChildren().forEach(child -> child.setManaged(false));
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable DiffRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    fold.setVisible(row.isFold());
    left.setVisible(!row.isFold());
    right.setVisible(!row.isFold() && !model.inOneColumnProperty().get());
    if (row.isFold()) {
      String lines = row.folded() == 1 ? " equal line" : " equal lines";
      fold.setText(Units.count((long) row.folded()) + lines);
      setAccessibleText(fold.getText() + ", Enter shows them");
    } else if (model.inOneColumnProperty().get()) {
      boolean fromLeft = row.left() != null && (row.right() == null || !row.isEqual());
      left.show(fromLeft ? row.left() : row.right());
      setAccessibleText(row.text());
    } else {
      left.show(row.left());
      right.show(row.right());
      setAccessibleText(row.text());
    }
    setGraphic(content);
    content.requestLayout();
  }

  private void unfold() {
    DiffRow row = getItem();
    if (row != null) {
      model.unfold(row);
    }
  }

  /** One side of the row: number, sign, text. */
  private static final class Side extends Pane {
    private final Label number = Parts.label("", "diff-number");
    private final Label sign = Parts.label("", "diff-sign");
    private final TextFlow flow = new TextFlow();

    Side() {
      getStyleClass().add("diff-side");
      getChildren().addAll(number, sign, flow);
      getChildren().forEach(child -> child.setManaged(false));
    }

    void show(DiffRow.@Nullable Half half) {
      flow.getChildren().clear();
      pseudoClassStateChanged(GONE, half == null);
      pseudoClassStateChanged(REMOVED, half != null && half.state() == DiffRow.State.REMOVED);
      pseudoClassStateChanged(ADDED, half != null && half.state() == DiffRow.State.ADDED);
      number.setText(half == null || half.number() == 0 ? "" : Integer.toString(half.number()));
      sign.setText("");
      if (half == null) {
        return;
      }
      if (half.number() > 0) {
        sign.setText(
            switch (half.state()) {
              case EQUAL -> "";
              case REMOVED -> "−";
              case ADDED -> "+";
            });
      }
      PayloadLine line = half.line();
      if (line.indent() > 0) {
        flow.getChildren().add(new Text(" ".repeat(line.indent())));
      }
      int at = 0;
      for (PayloadLine.Piece piece : line.pieces()) {
        piece(piece, at, half);
        at += piece.text().length();
      }
      requestLayout();
    }

    /**
     * @param at where the piece begins in the row
     */
    private void piece(PayloadLine.Piece piece, int at, DiffRow.Half half) {
      String text = piece.text();
      int shown = 0;
      for (int[] mark : half.marks()) {
        int from = Math.max(shown, mark[0] - at);
        int to = Math.min(text.length(), mark[1] - at);
        if (from < to) {
          add(text.substring(shown, from), piece);
          Label marked = new Label(text.substring(from, to));
          marked.getStyleClass().add("diff-mark");
          marked.setMinWidth(USE_PREF_SIZE);
          flow.getChildren().add(marked);
          shown = to;
        }
      }
      add(text.substring(shown), piece);
    }

    private void add(String text, PayloadLine.Piece piece) {
      if (!text.isEmpty()) {
        Text node = new Text(text);
        node.getStyleClass().add("json-" + piece.kind().name().toLowerCase(Locale.ROOT));
        flow.getChildren().add(node);
      }
    }

    @Override
    protected void layoutChildren() {
      double height = getHeight();
      double numberWidth = number.prefWidth(-1);
      place(number, Math.max(4, 40 - numberWidth), numberWidth, height);
      place(sign, 46, sign.prefWidth(-1), height);
      // Wider than its side: a line that is a little too long is cut, and never broken.
      flow.resizeRelocate(GUTTER, Math.round((height - flow.prefHeight(-1)) / 2), 100_000, height);
    }

    private static void place(Label label, double x, double width, double rowHeight) {
      double height = label.prefHeight(-1);
      label.resizeRelocate(x, Math.round((rowHeight - height) / 2), width, height);
    }
  }

  /** Halves the row. */
  private final class Row extends Pane {
    @Override
    protected double computePrefWidth(double height) {
      return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
      return DiffView.LINE_HEIGHT;
    }

    @Override
    protected void layoutChildren() {
      double width = getWidth();
      double half = right.isVisible() ? Math.floor(width / 2) : width;
      left.resizeRelocate(0, 0, half, getHeight());
      right.resizeRelocate(half, 0, width - half, getHeight());
      fold.resizeRelocate(0, 0, width, getHeight());
    }
  }
}
