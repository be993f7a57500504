package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.explorer.theme.Parts;
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
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One row of the aligned trees: its name, in what its sides differ, and their numbers. */
final class ComparedCell extends ListCell<ComparedRow> {
  private static final double LEFT = 12;
  private static final double STEP = 20;

  /** Deeper ones are not moved in any further: their names would have no room. */
  private static final int DEEPEST = 12;

  private static final PseudoClass WAY = PseudoClass.getPseudoClass("way");
  private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");
  private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
  private static final PseudoClass BETTER = PseudoClass.getPseudoClass("better");
  private static final PseudoClass WORSE = PseudoClass.getPseudoClass("worse");

  private final CompareModel model;
  private final ObservableObjectValue<Columns> columns;
  private final FontIcon fold = Parts.icon(Feather.CHEVRON_DOWN);
  private final Label badge = Parts.label("", "badge");
  private final Label name = Parts.label("", "span-name");
  private final Label pill = Parts.pill("");
  private final Label differs = Parts.label("", "muted", "smaller");
  private final List<Label> numbers = new ArrayList<>();
  private final Row content = new Row();

  ComparedCell(CompareModel model, ObservableObjectValue<Columns> columns) {
    this.model = model;
    this.columns = columns;
    fold.getStyleClass().add("fold");
    content.getChildren().addAll(fold, badge, name, pill, differs);
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
    String style = node.kind().styleName();
    getStyleClass().add("span-" + style);
    badge.getStyleClass().setAll("label", "badge", "badge-" + style);
    badge.setText(node.kind().badge());
    name.setText(row.title());
    fold.setVisible(row.canFold());
    fold.setIconCode(row.folded() ? Feather.CHEVRON_RIGHT : Feather.CHEVRON_DOWN);
    pill.setText(failure(row));
    pill.setVisible(!pill.getText().isEmpty());
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
    boolean onArrow = event.getX() < LEFT + Math.min(row.depth(), DEEPEST) * STEP + 16;
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
      double x = LEFT + Math.min(row.depth(), DEEPEST) * STEP;
      fold.relocate(x, (height - fold.prefHeight(-1)) / 2);
      place(badge, x + 17, 16, height);
      double room = Math.max(0, places.differs() - Columns.GAP - (x + 41));
      double pillTakes = pill.isVisible() ? Math.min(pill.prefWidth(-1), room * 0.5) : 0;
      double nameRoom = Math.max(0, room - (pillTakes > 0 ? pillTakes + 8 : 0));
      double nameTakes = Math.min(name.prefWidth(-1), nameRoom);
      place(name, x + 41, nameTakes, height);
      place(pill, x + 41 + nameTakes + 8, pillTakes, height);
      differs.setVisible(places.differsWidth() > 0);
      place(differs, places.differs(), Math.max(0, places.differsWidth() - Columns.GAP), height);
      boolean both = places.hasBothSides();
      for (int i = 0; i < numbers.size(); i++) {
        Label number = numbers.get(i);
        number.setVisible(both || i % 3 == 2);
        if (number.isVisible()) {
          double ends = places.numbers().get(both ? i : i / 3);
          double takes = Math.min(number.prefWidth(-1), Columns.width(i) - 2);
          place(number, ends - takes, takes, height);
        }
      }
    }

    private void place(Region region, double x, double width, double rowHeight) {
      double height = region.prefHeight(-1);
      region.resizeRelocate(x, Math.round((rowHeight - height) / 2), width, height);
    }
  }
}
