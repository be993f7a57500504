package dev.opikdesktop.desktop.explorer.chart;

import dev.opikdesktop.desktop.explorer.chart.ChartData.Line;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.beans.property.IntegerProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Text;

/**
 * Values over time as stacked bars or as lines. Each line of the data is one path, whose colour the
 * style sheet looks up: a change of theme draws nothing anew.
 *
 * <p>The pointer or the arrow keys point at a step, whose values are shown; a drag, or the arrow
 * keys with Shift and then Enter, choose a stretch of time.
 */
public final class TimeChart extends Region {
  /** How the values are drawn. */
  public enum Drawing {
    BARS,
    LINES
  }

  /** Where nothing is pointed at. */
  public static final int NOWHERE = -1;

  private static final double LEFT = 46;
  private static final double RIGHT = 10;
  private static final double TOP = 7;
  private static final double BOTTOM = 20;
  private static final double WIDEST_BAR = 34;
  private static final double LABEL_EVERY = 62;

  private final Drawing drawing;
  private final Unit unit;
  private final IntegerProperty pointed;
  private final BiConsumer<Instant, Instant> brushed;
  private final Path grid = new Path();
  private final Region pointer = new Region();
  private final Region brush = new Region();
  private final Readout readout = new Readout();
  private final List<Path> paths = new ArrayList<>();
  private final List<Text> texts = new ArrayList<>();
  private ChartData data = ChartData.NONE;
  private List<Line> visible = List.of();
  private Scale scale = Scale.of(0, 1);
  private int anchor = NOWHERE;
  private boolean dragged;

  /**
   * @param pointed the step that is pointed at, which several charts of the same time share
   * @param brushed takes a stretch of time that was chosen
   */
  public TimeChart(
      Drawing drawing, Unit unit, IntegerProperty pointed, BiConsumer<Instant, Instant> brushed) {
    this.drawing = drawing;
    this.unit = unit;
    this.pointed = pointed;
    this.brushed = brushed;
    getStyleClass().add("time-chart");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMinSize(120, 90);
    grid.getStyleClass().add("chart-grid");
    pointer.getStyleClass().add("chart-pointer");
    brush.getStyleClass().add("brush");
    for (Region mark : List.of(pointer, brush)) {
      mark.setManaged(false);
      mark.setMouseTransparent(true);
      mark.setVisible(false);
    }
    grid.setManaged(false);
    pointed.subscribe(
        index -> {
          showMarks();
          if (index.intValue() == NOWHERE) {
            readout.hide();
          }
        });
    setOnMouseMoved(event -> pointAt(event));
    setOnMouseExited(event -> leave());
    setOnMousePressed(this::pressed);
    setOnMouseDragged(this::draggedTo);
    setOnMouseReleased(event -> released());
    setOnKeyPressed(this::keyPressed);
    focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                leave();
              }
            });
  }

  /**
   * Draws something else.
   *
   * @param hidden names of lines that are left out
   */
  public void show(ChartData shown, Set<String> hidden) {
    data = shown;
    visible = shown.lines().stream().filter(line -> !hidden.contains(line.name())).toList();
    scale = scaleOf(visible);
    paths.clear();
    for (Line line : visible) {
      Path path = new Path();
      path.setManaged(false);
      path.setMouseTransparent(true);
      boolean bars = drawing == Drawing.BARS;
      path.getStyleClass().add(bars ? "chart-bars" : "chart-line");
      path.setStyle((bars ? "-fx-fill: " : "-fx-stroke: ") + line.hue() + ";");
      paths.add(path);
    }
    getChildren().setAll(pointer, grid);
    getChildren().addAll(paths);
    texts.clear();
    getChildren().add(brush);
    if (pointed.get() >= steps()) {
      readout.hide();
    }
    requestLayout();
  }

  private Scale scaleOf(List<Line> lines) {
    double most = 0;
    double least = 0;
    for (int i = 0; i < steps(); i++) {
      double stacked = 0;
      for (Line line : lines) {
        double value = line.at(i);
        if (!Double.isNaN(value)) {
          stacked += value;
          least = Math.min(least, value);
          most = Math.max(most, drawing == Drawing.BARS ? stacked : value);
        }
      }
    }
    return Scale.of(least, most, unit);
  }

  private int steps() {
    return data.times().size();
  }

  private double plotWidth() {
    return Math.max(1, getWidth() - LEFT - RIGHT);
  }

  private double plotHeight() {
    return Math.max(1, getHeight() - TOP - BOTTOM);
  }

  private double stepWidth() {
    return plotWidth() / Math.max(1, steps());
  }

  private double y(double value) {
    return TOP + plotHeight() * (1 - scale.share(value));
  }

  /** The middle of a step. */
  private double x(int step) {
    return LEFT + (step + 0.5) * stepWidth();
  }

  @Override
  protected void layoutChildren() {
    getChildren().removeAll(texts);
    texts.clear();
    List<PathElement> lines = new ArrayList<>();
    for (double tick : scale.ticks()) {
      double at = Math.round(y(tick)) + 0.5;
      lines.add(new MoveTo(LEFT, at));
      lines.add(new LineTo(LEFT + plotWidth(), at));
      Text text = text(unit.tick(tick));
      text.relocate(
          Math.round(LEFT - 7 - text.getLayoutBounds().getWidth()),
          Math.round(at - text.getLayoutBounds().getHeight() / 2));
    }
    grid.getElements().setAll(lines);
    layoutTimes();
    double[] below = new double[steps()];
    for (int i = 0; i < visible.size(); i++) {
      Path path = paths.get(i);
      path.getElements()
          .setAll(drawing == Drawing.BARS ? bars(visible.get(i), below) : course(visible.get(i)));
    }
    showMarks();
  }

  private void layoutTimes() {
    if (steps() == 0) {
      return;
    }
    TimeAxis axis = TimeAxis.of(data.step(), ZoneId.systemDefault());
    int every = Math.max(1, (int) Math.ceil(LABEL_EVERY / stepWidth()));
    for (int i = 0; i < steps(); i += every) {
      Text text = text(axis.tick(data.times().get(i)));
      double width = text.getLayoutBounds().getWidth();
      double left = Math.clamp(x(i) - width / 2, LEFT, Math.max(LEFT, getWidth() - width - 2));
      text.relocate(Math.round(left), Math.round(TOP + plotHeight() + 4));
    }
  }

  private Text text(String content) {
    Text text = new Text(content);
    text.getStyleClass().add("chart-text");
    text.setManaged(false);
    text.setMouseTransparent(true);
    texts.add(text);
    getChildren().add(2, text);
    text.applyCss();
    return text;
  }

  private List<PathElement> bars(Line line, double[] below) {
    List<PathElement> elements = new ArrayList<>();
    double gap = stepWidth() > 6 ? 2 : stepWidth() > 3 ? 1 : 0;
    double wide = Math.min(WIDEST_BAR, stepWidth() - gap);
    for (int i = 0; i < steps(); i++) {
      double value = line.at(i);
      if (Double.isNaN(value) || value <= 0) {
        continue;
      }
      double bottom = y(below[i]);
      below[i] += value;
      double top = Math.min(y(below[i]), bottom - 1);
      double left = x(i) - wide / 2;
      elements.add(new MoveTo(left, bottom));
      elements.add(new LineTo(left, top));
      elements.add(new LineTo(left + wide, top));
      elements.add(new LineTo(left + wide, bottom));
      elements.add(new ClosePath());
    }
    return elements;
  }

  /** Broken where nothing is known; a value alone is a dash. */
  private List<PathElement> course(Line line) {
    List<PathElement> elements = new ArrayList<>();
    for (int i = 0; i < steps(); i++) {
      double value = line.at(i);
      if (Double.isNaN(value)) {
        continue;
      }
      boolean begins = i == 0 || Double.isNaN(line.at(i - 1));
      boolean ends = i == steps() - 1 || Double.isNaN(line.at(i + 1));
      if (begins && ends) {
        double half = Math.clamp(stepWidth() / 4, 1.5, 5);
        elements.add(new MoveTo(x(i) - half, y(value)));
        elements.add(new LineTo(x(i) + half, y(value)));
      } else {
        elements.add(begins ? new MoveTo(x(i), y(value)) : new LineTo(x(i), y(value)));
      }
    }
    return elements;
  }

  private void showMarks() {
    int index = pointed.get();
    boolean shown = index >= 0 && index < steps();
    boolean brushing = shown && anchor != NOWHERE && dragged;
    pointer.setVisible(shown && !brushing);
    if (shown) {
      double wide = Math.max(1, Math.round(stepWidth()));
      pointer.resizeRelocate(Math.round(x(index) - wide / 2), TOP, wide, plotHeight());
    }
    brush.setVisible(brushing);
    if (brushing) {
      int first = Math.min(anchor, index);
      int last = Math.max(anchor, index);
      brush.resizeRelocate(
          x(first) - stepWidth() / 2, TOP, (last - first + 1) * stepWidth(), plotHeight());
    }
  }

  private int stepAt(double x) {
    return steps() == 0
        ? NOWHERE
        : Math.clamp((long) Math.floor((x - LEFT) / stepWidth()), 0, steps() - 1);
  }

  private void pointAt(MouseEvent event) {
    boolean outside = event.getX() < LEFT - 4 || event.getX() > LEFT + plotWidth() + 4;
    if (steps() == 0 || outside) {
      leave();
    } else {
      point(stepAt(event.getX()), event.getX(), event.getY());
    }
  }

  private void point(int index, double x, double y) {
    pointed.set(index);
    List<Readout.Row> rows = new ArrayList<>();
    for (Line line : visible) {
      double value = line.at(index);
      if (!Double.isNaN(value) && (value != 0 || visible.size() < 4)) {
        rows.add(new Readout.Row(line.hue(), line.name(), unit.text(value)));
      }
    }
    String when = TimeAxis.of(data.step(), ZoneId.systemDefault()).text(data.times().get(index));
    readout.show(this, x, y, when, rows);
  }

  private void leave() {
    readout.hide();
    if (anchor == NOWHERE || !isPressed()) {
      anchor = NOWHERE;
      dragged = false;
      pointed.set(NOWHERE);
    }
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    anchor = stepAt(event.getX());
    dragged = false;
  }

  private void draggedTo(MouseEvent event) {
    if (anchor != NOWHERE && steps() > 0) {
      int index = stepAt(event.getX());
      dragged = dragged || index != anchor || Math.abs(event.getX() - x(anchor)) > stepWidth() / 2;
      pointed.set(index);
      showMarks();
      readout.hide();
    }
  }

  private void released() {
    if (dragged) {
      choose();
    }
    anchor = NOWHERE;
    dragged = false;
    showMarks();
  }

  private void choose() {
    int index = pointed.get();
    if (anchor >= 0 && anchor < steps() && index >= 0 && index < steps()) {
      brushed.accept(data.times().get(Math.min(anchor, index)), data.end(Math.max(anchor, index)));
    }
  }

  private void keyPressed(KeyEvent event) {
    int step = event.getCode() == KeyCode.LEFT ? -1 : event.getCode() == KeyCode.RIGHT ? 1 : 0;
    if (step != 0 && steps() > 0 && !event.isAltDown()) {
      int before = pointed.get() == NOWHERE ? (step > 0 ? -1 : steps()) : pointed.get();
      int index = Math.clamp(before + step, 0, steps() - 1);
      if (event.isShiftDown()) {
        anchor = anchor == NOWHERE ? Math.clamp(before, 0, steps() - 1) : anchor;
        dragged = true;
      } else {
        anchor = NOWHERE;
        dragged = false;
      }
      point(index, x(index), TOP);
      showMarks();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && dragged) {
      choose();
      anchor = NOWHERE;
      dragged = false;
      event.consume();
    }
  }
}
