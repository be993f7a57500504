package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.trace.NodeName;
import dev.opikdesktop.desktop.explorer.trace.SpanNode;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableObjectValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/** One row of the aligned trees: its name, in what its sides differ, and their numbers. */
final class ComparedCell extends ListCell<ComparedRow> {
  private static final PseudoClass WAY = PseudoClass.getPseudoClass("way");
  private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");
  private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
  private static final PseudoClass BETTER = PseudoClass.getPseudoClass("better");
  private static final PseudoClass WORSE = PseudoClass.getPseudoClass("worse");

  private final CompareModel model;
  private final ObservableObjectValue<Columns> columns;
  private final NodeName name = new NodeName();
  private final Label differs = Parts.label("", "muted", "smaller");
  private final List<Label> numbers = new ArrayList<>();
  private final Row content = new Row();

  ComparedCell(CompareModel model, ObservableObjectValue<Columns> columns) {
    this.model = model;
    this.columns = columns;
    content.getChildren().addAll(name.parts());
    content.getChildren().add(differs);
    for (int i = 0; i < 9; i++) {
      Label number = Parts.label("", "compared-number");
      if (i % 3 == 2) {
        number.getStyleClass().add("compared-difference");
      }
      numbers.add(number);
    }
    content.getChildren().addAll(numbers);
    content.getChildren().forEach(child -> child.setManaged(false));
    addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    columns.addListener(observable -> content.requestLayout());
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable ComparedRow item, boolean empty) {
    super.updateItem(item, empty);
    getStyleClass().removeIf(each -> each.startsWith("span-"));
    ComparedRow row = empty ? null : item;
    pseudoClassStateChanged(WAY, row != null && row.way());
    pseudoClassStateChanged(REMOVED, row != null && row.right() == null);
    pseudoClassStateChanged(ADDED, row != null && row.left() == null);
    if (row == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    SpanNode node = row.node();
    getStyleClass().add("span-" + node.kind().styleName());
    name.show(node.kind(), row.title(), failure(row), row.canFold(), row.folded());
    differs.setText(Difference.words(row.differences()));
    show(0, row.duration());
    show(3, row.tokens());
    show(6, row.cost());
    sayRunning(row);
    setAccessibleText(spoken(row));
    setGraphic(content);
    content.requestLayout();
  }

  private void show(int at, Measure measure) {
    numbers.get(at).setText(measure.left());
    numbers.get(at + 1).setText(measure.right());
    Label difference = numbers.get(at + 2);
    difference.setText(measure.difference());
    difference.pseudoClassStateChanged(BETTER, measure.verdict() == Measure.Verdict.BETTER);
    difference.pseudoClassStateChanged(WORSE, measure.verdict() == Measure.Verdict.WORSE);
  }

  /** What has no duration says why. */
  private void sayRunning(ComparedRow row) {
    SpanNode left = row.left();
    SpanNode right = row.right();
    if (left != null) {
      numbers.get(0).setText(left.durationText());
    }
    if (right != null) {
      numbers.get(1).setText(right.durationText());
    }
  }

  private static String failure(ComparedRow row) {
    String left = failure(row.left());
    String right = failure(row.right());
    if (left.equals(right) || row.left() == null || row.right() == null) {
      return left.isEmpty() ? right : left;
    }
    return (left.isEmpty() ? "ok" : left) + " → " + (right.isEmpty() ? "ok" : right);
  }

  private static String failure(@Nullable SpanNode node) {
    return node == null || node.error() == null ? "" : node.error().mark();
  }

  private static String spoken(ComparedRow row) {
    String differs =
        row.differences() == 0 ? "equal" : "differs: " + Difference.words(row.differences());
    Measure duration = row.duration();
    String takes = duration.difference().isEmpty() ? "" : ", duration " + duration.difference();
    return row.node().kind().label() + " " + row.title() + ", " + differs + takes;
  }

  private void pressed(MouseEvent event) {
    ComparedRow row = getItem();
    if (row != null && event.getButton() == MouseButton.PRIMARY) {
      model.select(row);
    }
  }

  private void clicked(MouseEvent event) {
    ComparedRow row = getItem();
    if (row == null || event.getButton() != MouseButton.PRIMARY || !row.canFold()) {
      return;
    }
    boolean onArrow = NodeName.isOnArrow(row.depth(), event.getX());
    if (onArrow || event.getClickCount() == 2) {
      model.fold(row, !row.folded());
      event.consume();
    }
  }

  /** Lays a row out by hand, so that all of a table stand in line. */
  private final class Row extends Pane {
    Row() {
      getStyleClass().add("span-row");
    }

    @Override
    protected double computePrefWidth(double height) {
      return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
      return ComparedTable.ROW_HEIGHT;
    }

    @Override
    protected void layoutChildren() {
      ComparedRow row = getItem();
      if (row == null) {
        return;
      }
      Columns places = columns.get();
      double height = getHeight();
      name.layout(row.depth(), places.differs() - Columns.GAP, height);
      differs.setVisible(places.differsWidth() > 0);
      NodeName.place(
          differs, places.differs(), Math.max(0, places.differsWidth() - Columns.GAP), height);
      boolean both = places.hasBothSides();
      for (int i = 0; i < numbers.size(); i++) {
        Label number = numbers.get(i);
        number.setVisible(both || i % 3 == 2);
        if (number.isVisible()) {
          double ends = places.numbers().get(both ? i : i / 3);
          double takes = Math.min(number.prefWidth(-1), Columns.width(i) - 2);
          NodeName.place(number, ends - takes, takes, height);
        }
      }
    }
  }
}
