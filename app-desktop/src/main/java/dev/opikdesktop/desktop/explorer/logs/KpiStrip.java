package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.text.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Key figures at the left, and the bars of what came in when at the right. */
final class KpiStrip extends HBox {
  private final LogsModel model;
  private final HBox cards = new HBox();
  private final Bars bars;

  KpiStrip(LogsModel model) {
    this.model = model;
    setId("kpis");
    getStyleClass().add("kpi-strip");
    bars = new Bars(model::within);
    HBox.setHgrow(bars, Priority.ALWAYS);
    getChildren().addAll(cards, bars);
    model.figures().statsProperty().subscribe(stats -> show());
    model.figures().barsProperty().subscribe(bars::show);
  }

  private void show() {
    cards.getChildren().setAll(model.figures().figures().stream().map(FigureCard::new).toList());
  }

  /** A bar an hour, a day or a week; a drag over some of them shows that stretch of time alone. */
  private static final class Bars extends Region {
    private static final double GAP = 3;

    private final Consumer<TimeRange> within;
    private final Region brush = new Region();
    private List<FiguresModel.Bar> shown = List.of();
    private double pressedX;

    Bars(Consumer<TimeRange> within) {
      this.within = within;
      getStyleClass().add("kpi-bars");
      brush.getStyleClass().add("brush");
      brush.setManaged(false);
      brush.setVisible(false);
      brush.setMouseTransparent(true);
      setOnMousePressed(event -> pressedX = event.getX());
      setOnMouseDragged(event -> brushTo(event.getX()));
      setOnMouseReleased(event -> released(event.getX()));
    }

    void show(List<FiguresModel.Bar> bars) {
      shown = bars;
      getChildren().clear();
      for (FiguresModel.Bar bar : bars) {
        Region count = new Region();
        count.getStyleClass().add("kpi-bar");
        Region failed = new Region();
        failed.getStyleClass().add("kpi-bar-failed");
        failed.setMouseTransparent(true);
        count.setManaged(false);
        failed.setManaged(false);
        Tooltip.install(count, new Tooltip(spoken(bar)));
        getChildren().addAll(count, failed);
      }
      getChildren().add(brush);
      double most = bars.stream().mapToDouble(FiguresModel.Bar::count).sum();
      setAccessibleText(Units.count(Math.round(most)) + " in " + bars.size() + " intervals");
      requestLayout();
    }

    private static String spoken(FiguresModel.Bar bar) {
      String failed =
          bar.failed() > 0 ? ", " + Units.count(Math.round(bar.failed())) + " failed" : "";
      boolean day = Duration.between(bar.from(), bar.to()).toDays() >= 1;
      String when =
          day
              ? Units.day(bar.from(), ZoneId.systemDefault())
              : Units.dayAndTime(bar.from(), ZoneId.systemDefault());
      return when + ": " + Units.count(Math.round(bar.count())) + failed;
    }

    @Override
    protected void layoutChildren() {
      double left = getInsets().getLeft();
      double width = getWidth() - left - getInsets().getRight();
      double top = getInsets().getTop();
      double height = getHeight() - top - getInsets().getBottom();
      double most = shown.stream().mapToDouble(FiguresModel.Bar::count).max().orElse(0);
      double step = shown.isEmpty() ? 0 : Math.min(22, width / shown.size());
      double from = left + width - step * shown.size();
      for (int i = 0; i < shown.size(); i++) {
        FiguresModel.Bar bar = shown.get(i);
        double tall =
            most == 0 ? 0 : Math.max(bar.count() > 0 ? 2 : 0, height * bar.count() / most);
        double failed =
            bar.count() == 0
                ? 0
                : Math.max(bar.failed() > 0.5 ? 2 : 0, tall * bar.failed() / bar.count());
        double x = from + i * step;
        double wide = Math.max(1, step - GAP);
        place(getChildren().get(2 * i), x, top + height - tall, wide, tall);
        place(getChildren().get(2 * i + 1), x, top + height - failed, wide, failed);
      }
    }

    private static void place(javafx.scene.Node node, double x, double y, double w, double h) {
      node.resizeRelocate(Math.round(x), Math.round(y), Math.round(w), Math.round(h));
    }

    private void brushTo(double x) {
      double from = Math.clamp(Math.min(pressedX, x), 0, getWidth());
      double to = Math.clamp(Math.max(pressedX, x), 0, getWidth());
      brush.setVisible(to - from > 4 && !shown.isEmpty());
      brush.resizeRelocate(from, 0, to - from, getHeight());
    }

    private void released(double x) {
      if (brush.isVisible()) {
        brush.setVisible(false);
        FiguresModel.Bar first = barAt(Math.min(pressedX, x));
        FiguresModel.Bar last = barAt(Math.max(pressedX, x));
        Instant from = first.from();
        within.accept(TimeRange.between(from, last.to()));
      }
    }

    private FiguresModel.Bar barAt(double x) {
      double left = getInsets().getLeft();
      double width = getWidth() - left - getInsets().getRight();
      double step = Math.min(22, width / shown.size());
      double from = left + width - step * shown.size();
      int index = (int) Math.floor((x - from) / step);
      return shown.get(Math.clamp(index, 0, shown.size() - 1));
    }
  }
}
