package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.event.Event;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/**
 * Key figures at the left, and at the right bars of what came in when, or of the figure that was
 * chosen.
 */
final class KpiStrip extends HBox {
  private final LogsModel model;
  private final Map<Charted, Choice> choices = new EnumMap<>(Charted.class);
  private final Bars bars;

  private record Choice(ToggleButton button, FigureCard card) {}

  KpiStrip(LogsModel model) {
    this.model = model;
    setId("kpis");
    getStyleClass().add("kpi-strip");
    bars = new Bars(model.figures().measureProperty(), model::within);
    HBox.setHgrow(bars, Priority.ALWAYS);
    for (Charted each : Charted.values()) {
      Figure none = new Figure("", "", "", false);
      FigureCard card =
          each == Charted.DURATION ? new FigureCard(none, measures()) : new FigureCard(none);
      ToggleButton choice = new ToggleButton(null, card);
      choice.setId("kpi-" + each.name().toLowerCase(Locale.ROOT));
      choice.getStyleClass().add("kpi-choice");
      choice.setOnAction(
          event -> {
            choice.setSelected(true);
            model.figures().chart(each);
          });
      choice.setMaxHeight(Double.MAX_VALUE);
      choices.put(each, new Choice(choice, card));
      getChildren().add(choice);
    }
    getChildren().add(bars);
    model.figures().statsProperty().subscribe(stats -> show());
    model.figures().chartedProperty().subscribe(charted -> show());
    model.figures().averageProperty().subscribe(average -> show());
    model.figures().measureProperty().subscribe(measure -> show());
    model.figures().barsProperty().subscribe(shown -> bars.show(charted(), shown));
  }

  private Charted charted() {
    return model.figures().chartedProperty().get().of(model.kind());
  }

  /** Which duration is shown: a click on it is not one on the card. */
  private Label measures() {
    Label sign = new Label(null, Parts.icon(Feather.CHEVRON_DOWN));
    sign.setId("duration-measure");
    sign.getStyleClass().add("kpi-choose");
    Parts.named(sign, "Average, median, p90 or p99");
    ContextMenu menu = new ContextMenu();
    for (DurationMeasure measure : DurationMeasure.values()) {
      RadioMenuItem item = new RadioMenuItem(measure.label());
      item.setOnAction(event -> model.figures().measure(measure));
      model.figures().measureProperty().subscribe(chosen -> item.setSelected(chosen == measure));
      menu.getItems().add(item);
    }
    sign.addEventHandler(MouseEvent.ANY, Event::consume);
    sign.setOnMouseClicked(event -> menu.show(sign, Side.BOTTOM, 0, 4));
    return sign;
  }

  private void show() {
    Map<Charted, Figure> figures = model.figures().figures();
    choices.forEach(
        (each, choice) -> {
          Figure figure = figures.get(each);
          Parts.present(choice.button(), figure != null);
          choice.button().setSelected(each == charted());
          if (figure != null) {
            choice.card().show(figure);
            choice
                .button()
                .setAccessibleText(figure.title() + " " + figure.value() + " " + figure.change());
          }
        });
  }

  /** A bar an hour, a day or a week; a drag over some of them shows that stretch of time alone. */
  private static final class Bars extends Region {
    private static final double GAP = 3;

    private final ReadOnlyObjectProperty<DurationMeasure> measure;
    private final Consumer<TimeRange> within;
    private final Region brush = new Region();
    private List<FiguresModel.Bar> shown = List.of();
    private Charted charted = Charted.COUNT;
    private double pressedX;

    Bars(ReadOnlyObjectProperty<DurationMeasure> measure, Consumer<TimeRange> within) {
      this.measure = measure;
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

    void show(Charted of, List<FiguresModel.Bar> bars) {
      charted = of;
      shown = bars;
      getChildren().clear();
      for (FiguresModel.Bar bar : bars) {
        Region count = new Region();
        count.getStyleClass().addAll("kpi-bar", "kpi-bar-" + of.name().toLowerCase(Locale.ROOT));
        Region failed = new Region();
        failed.getStyleClass().add("kpi-bar-failed");
        failed.setMouseTransparent(true);
        count.setManaged(false);
        failed.setManaged(false);
        Tooltip.install(count, new Tooltip(spoken(bar)));
        getChildren().addAll(count, failed);
      }
      getChildren().add(brush);
      setAccessibleText(
          "Bars: "
              + bars.stream()
                  .filter(bar -> bar.value() > 0)
                  .map(this::spoken)
                  .collect(Collectors.joining("; ")));
      requestLayout();
    }

    private String spoken(FiguresModel.Bar bar) {
      String failed =
          bar.failed() > 0 ? ", " + Units.count(Math.round(bar.failed())) + " failed" : "";
      boolean day = Duration.between(bar.from(), bar.to()).toDays() >= 1;
      String when =
          day
              ? Units.day(bar.from(), ZoneId.systemDefault())
              : Units.dayAndTime(bar.from(), ZoneId.systemDefault());
      return when + ": " + charted.text(bar.value(), measure.get()) + failed;
    }

    @Override
    protected void layoutChildren() {
      double left = getInsets().getLeft();
      double width = getWidth() - left - getInsets().getRight();
      double top = getInsets().getTop();
      double height = getHeight() - top - getInsets().getBottom();
      double most = shown.stream().mapToDouble(FiguresModel.Bar::value).max().orElse(0);
      double step = shown.isEmpty() ? 0 : Math.min(22, width / shown.size());
      double from = left + width - step * shown.size();
      for (int i = 0; i < shown.size(); i++) {
        FiguresModel.Bar bar = shown.get(i);
        double tall =
            most == 0 ? 0 : Math.max(bar.value() > 0 ? 2 : 0, height * bar.value() / most);
        double failed =
            bar.value() == 0
                ? 0
                : Math.max(bar.failed() > 0.5 ? 2 : 0, tall * bar.failed() / bar.value());
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
