package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableDoubleValue;
import javafx.beans.value.ObservableObjectValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * One row of tree and waterfall: the name at the left, its bar at the right, the facts at the bar.
 */
final class SpanCell extends ListCell<SpanRow> {
  private static final double GAP = 6;
  private static final PseudoClass CRITICAL = PseudoClass.getPseudoClass("critical");
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
  private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");
  private static final PseudoClass INSIDE = PseudoClass.getPseudoClass("inside");
  private static final PseudoClass HIT = PseudoClass.getPseudoClass("hit");
  private static final PseudoClass WAY = PseudoClass.getPseudoClass("way");

  private final TraceModel model;
  private final ObservableDoubleValue nameWidth;
  private final ObservableObjectValue<Ticks> ticks;
  private final HoverCard card;
  private final NodeName name = new NodeName();
  private final Region bar = new Region();
  private final Label duration = Parts.label("", "bar-duration");
  private final Label facts = Parts.label("", "faint", "bar-facts");
  private final Row row = new Row();

  SpanCell(
      TraceModel model,
      ObservableDoubleValue nameWidth,
      ObservableObjectValue<Ticks> ticks,
      HoverCard card) {
    this.model = model;
    this.card = card;
    this.nameWidth = nameWidth;
    this.ticks = ticks;
    bar.getStyleClass().add("bar");
    row.getChildren().add(bar);
    row.getChildren().addAll(name.parts());
    row.getChildren().addAll(duration, facts);
    row.getChildren().forEach(child -> child.setManaged(false));
    addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
    row.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    nameWidth.addListener(observable -> row.requestLayout());
    ticks.addListener(observable -> row.requestLayout());
    model.zoom().changesProperty().addListener(observable -> row.requestLayout());
    model.lengthMillisProperty().addListener(observable -> grown());
    model.rowFacts().shownProperty().addListener(observable -> sayAnew());
    model.rowFacts().notesProperty().addListener(observable -> sayAnew());
    setOnMouseMoved(event -> pointedAt(event.getScreenX()));
    setOnMouseExited(event -> left());
    setPrefWidth(0);
  }

  /** With time only what runs changes; with the scale, all. */
  private void grown() {
    SpanRow item = getItem();
    if (item != null && (item.node().running() || model.zoom().isWhole())) {
      row.requestLayout();
    }
  }

  @Override
  protected void updateItem(@Nullable SpanRow item, boolean empty) {
    super.updateItem(item, empty);
    getStyleClass().removeIf(each -> each.startsWith("span-"));
    if (empty || item == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    SpanNode node = item.node();
    String style = node.kind().styleName();
    getStyleClass().add("span-" + style);
    pseudoClassStateChanged(HIT, item.mark() == SpanRow.Mark.HIT);
    pseudoClassStateChanged(WAY, item.mark() == SpanRow.Mark.WAY);
    bar.getStyleClass().setAll("bar", "bar-" + style);
    bar.pseudoClassStateChanged(CRITICAL, item.critical());
    bar.pseudoClassStateChanged(ERROR, node.error() != null);
    bar.pseudoClassStateChanged(OPEN, node.ending() != SpanNode.Ending.ENDED);
    say(item);
    setGraphic(row);
  }

  private void say(SpanRow item) {
    SpanKind kind = item.node().kind();
    RowText text = RowText.of(item, model.rowFacts());
    name.show(kind, text.title(), text.failure(), item.canFold(), item.folded());
    duration.setText(text.duration());
    facts.setText(text.facts());
    setAccessibleText(text.spoken(kind));
    row.requestLayout();
  }

  private void sayAnew() {
    if (getItem() != null) {
      say(getItem());
    }
  }

  private void pointedAt(double screenX) {
    SpanRow item = getItem();
    if (item != null) {
      card.pointedAt(item, this, screenX);
    }
  }

  private void left() {
    if (!card.isByKey()) {
      card.hide();
    }
  }

  private void pressed(MouseEvent event) {
    SpanRow item = getItem();
    card.hide();
    boolean chooses =
        event.getButton() == MouseButton.PRIMARY || event.getButton() == MouseButton.SECONDARY;
    if (item != null && chooses) {
      model.select(item);
    }
  }

  private void clicked(MouseEvent event) {
    SpanRow item = getItem();
    if (item == null || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    boolean twice = event.getClickCount() == 2;
    if (event.getX() > nameWidth.get()) {
      if (twice && item.node().kind() != SpanKind.ORPHANS) {
        model.zoomTo(item.node());
        event.consume();
      }
      return;
    }
    boolean onArrow = NodeName.isOnArrow(item.depth(), event.getX());
    if (item.canFold() && (twice || onArrow)) {
      model.fold(item, !item.folded());
      event.consume();
    }
  }

  /** Lays a row out by hand: a waterfall is arithmetic, not flow. */
  private final class Row extends Pane {
    private final List<Region> lines = new ArrayList<>();

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
      if (item == null) {
        return;
      }
      double names = nameWidth.get();
      double height = getHeight();
      name.layout(item.depth(), names - 8, height);
      double width = Math.max(1, getListView().getWidth() - names - SpanView.SCROLL_BAR);
      Zoom zoom = model.zoom();
      double scale = width / (zoom.to() - zoom.from());
      layoutLines(names, zoom.from(), scale, height);
      layoutBar(item.node(), names, width, scale, height);
    }

    private void layoutLines(double left, double from, double scale, double height) {
      List<Double> at = ticks.get().millis();
      while (lines.size() < at.size()) {
        Region line = new Region();
        line.getStyleClass().add("tick-line");
        line.setManaged(false);
        lines.add(line);
        getChildren().addFirst(line);
      }
      for (int i = 0; i < lines.size(); i++) {
        Region line = lines.get(i);
        line.setVisible(i < at.size());
        if (line.isVisible()) {
          double x = left + Math.round((at.get(i) - from) * scale);
          line.resizeRelocate(x, 0, 1, height);
          line.setVisible(x >= left);
        }
      }
    }

    private void layoutBar(SpanNode node, double left, double width, double scale, double height) {
      double begins = model.zoom().from();
      double end = node.endMillis(model.lengthMillisProperty().get());
      double from = (node.startMillis() - begins) * scale;
      double to = Math.max((end - begins) * scale, from + 3);
      boolean inSight = node.kind() != SpanKind.ORPHANS && to > 0 && from < width;
      bar.setVisible(inSight);
      duration.setVisible(inSight);
      facts.setVisible(inSight);
      if (!inSight) {
        return;
      }
      from = Math.max(from, 0);
      to = Math.min(to, width);
      bar.resizeRelocate(left + from, 9, to - from, 16);
      layoutText(left, width, from, to, height);
    }

    /** Behind the bar where there is room, else in it, else before it; else where most is. */
    private void layoutText(double left, double width, double from, double to, double height) {
      double durationWidth = duration.getText().isEmpty() ? 0 : duration.prefWidth(-1);
      double gap = durationWidth == 0 ? 0 : GAP;
      double factsWidth = facts.getText().isEmpty() ? 0 : facts.prefWidth(-1);
      double wanted = durationWidth + gap + factsWidth;
      double behind = width - 4 - to - GAP;
      double within = to - from - 14;
      double before = from - GAP;
      double most = Math.max(behind, Math.max(within, before));
      boolean fitsBehind = behind >= wanted || behind == most && within < wanted && before < wanted;
      boolean inside = !fitsBehind && (within >= wanted || within == most && before < wanted);
      double room = fitsBehind ? behind : inside ? within : before;
      double takes = Math.clamp(wanted, 0, Math.max(0, room));
      double text = left + (fitsBehind ? to + GAP : inside ? from + 8 : from - GAP - takes);
      duration.pseudoClassStateChanged(INSIDE, inside);
      facts.pseudoClassStateChanged(INSIDE, inside);
      double durationTakes = Math.min(durationWidth, takes);
      double factsTake = Math.max(0, takes - durationTakes - gap);
      NodeName.place(duration, text, durationTakes, height);
      NodeName.place(facts, text + durationTakes + gap, factsTake, height);
    }
  }
}
