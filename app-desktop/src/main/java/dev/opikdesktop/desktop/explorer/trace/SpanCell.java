package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.beans.value.ObservableDoubleValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * One row of tree and waterfall: the name at the left, its bar at the right, the facts at the bar.
 */
final class SpanCell extends ListCell<SpanRow> {
  /**
   * The share of the width that the whole trace takes; the rest is room for what stands behind a
   * bar.
   */
  static final double SCALE = 0.82;

  private static final double LEFT = 12;
  private static final double STEP = 20;
  private static final PseudoClass CRITICAL = PseudoClass.getPseudoClass("critical");
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

  private final TraceModel model;
  private final ObservableDoubleValue nameWidth;
  private final Label name = Parts.label("", "span-name");
  private final Label badge = Parts.label("", "badge");
  private final Label pill = Parts.pill("");
  private final FontIcon fold = Parts.icon(Feather.CHEVRON_DOWN);
  private final Region bar = new Region();
  private final Label duration = Parts.label("", "bar-duration");
  private final Label facts = Parts.label("", "faint", "bar-facts");
  private final Row row = new Row();

  SpanCell(TraceModel model, ObservableDoubleValue nameWidth) {
    this.model = model;
    this.nameWidth = nameWidth;
    fold.getStyleClass().add("fold");
    bar.getStyleClass().add("bar");
    row.getChildren().addAll(bar, fold, badge, name, pill, duration, facts);
    row.getChildren().forEach(child -> child.setManaged(false));
    row.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    nameWidth.addListener(observable -> row.requestLayout());
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable SpanRow item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      setAccessibleText(null);
      getStyleClass().removeIf(style -> style.startsWith("span-"));
      return;
    }
    SpanNode node = item.node();
    String style = node.kind().styleName();
    getStyleClass().removeIf(each -> each.startsWith("span-"));
    getStyleClass().add("span-" + style);
    badge.getStyleClass().setAll("label", "badge", "badge-" + style);
    badge.setText(node.kind().badge());
    bar.getStyleClass().setAll("bar", "bar-" + style);
    bar.pseudoClassStateChanged(CRITICAL, node.critical());
    bar.pseudoClassStateChanged(ERROR, node.error() != null);
    bar.setVisible(node.kind() != SpanKind.ORPHANS);
    name.setText(node.title());
    fold.setVisible(item.canFold());
    fold.setIconCode(item.folded() ? Feather.CHEVRON_RIGHT : Feather.CHEVRON_DOWN);
    pill.setVisible(node.error() != null);
    pill.setText(node.error() == null ? "" : node.error().exceptionType());
    duration.setText(node.durationText());
    facts.setText(facts(node));
    setAccessibleText(node.kind().label() + " " + node.title() + ", " + node.durationText());
    setGraphic(row);
    row.requestLayout();
  }

  private static String facts(SpanNode node) {
    String cost = Units.cost(node.cost());
    String tokens = Units.count(node.tokens());
    if (node.kind() == SpanKind.TRACE && !tokens.isEmpty()) {
      tokens += " tokens";
    }
    return cost.isEmpty() || tokens.isEmpty() ? cost + tokens : cost + " · " + tokens;
  }

  private void clicked(MouseEvent event) {
    SpanRow item = getItem();
    boolean onArrow = event.getX() < LEFT + (item == null ? 0 : item.depth() * STEP) + 18;
    if (item != null && item.canFold() && (event.getClickCount() == 2 || onArrow)) {
      model.fold(item, !item.folded());
      event.consume();
    }
  }

  /** Lays a row out by hand: a waterfall is arithmetic, not flow. */
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
      return SpanView.ROW_HEIGHT;
    }

    @Override
    protected void layoutChildren() {
      SpanRow item = getItem();
      SpanTree tree = model.treeProperty().get();
      if (item == null || tree == null) {
        return;
      }
      double names = nameWidth.get();
      double height = getHeight();
      double x = LEFT + Math.min(item.depth(), 12) * STEP;
      fold.relocate(x, (height - fold.prefHeight(-1)) / 2);
      place(badge, x + 17, 16, 16, height);
      double room = names - (x + 41) - 8;
      double pillWidth =
          pill.isVisible() ? Math.min(pill.prefWidth(-1), Math.max(0, room * 0.5)) : 0;
      double nameRoom = Math.max(0, room - (pillWidth > 0 ? pillWidth + 8 : 0));
      double nameTakes = Math.min(name.prefWidth(-1), nameRoom);
      place(name, x + 41, nameTakes, name.prefHeight(-1), height);
      place(pill, x + 41 + nameTakes + 8, pillWidth, pill.prefHeight(-1), height);
      layoutBar(item.node(), tree, names, getWidth() - names, height);
    }

    private void layoutBar(SpanNode node, SpanTree tree, double left, double width, double height) {
      double scale = width * SCALE / tree.lengthMillis();
      double from = left + node.startMillis() * scale;
      double length = Math.max(3, (node.endMillis() - node.startMillis()) * scale);
      bar.resizeRelocate(from, 9, length, 16);
      double durationWidth = duration.prefWidth(-1);
      double factsWidth = facts.prefWidth(-1);
      double textWidth = durationWidth + 6 + factsWidth;
      double behind = from + length + 6;
      boolean fitsBehind = behind + textWidth <= left + width - 4;
      boolean inside = !fitsBehind && length >= textWidth + 14;
      double before = Math.max(left, from - 6 - textWidth);
      double text = fitsBehind ? behind : inside ? from + 8 : before;
      duration.pseudoClassStateChanged(PseudoClass.getPseudoClass("inside"), inside);
      place(duration, text, durationWidth, duration.prefHeight(-1), height);
      place(facts, text + durationWidth + 6, factsWidth, facts.prefHeight(-1), height);
    }

    private void place(Region region, double x, double width, double height, double rowHeight) {
      region.resizeRelocate(x, Math.round((rowHeight - height) / 2), width, height);
    }
  }
}
