package dev.opikdesktop.desktop.explorer.overview;

import dev.opikdesktop.desktop.explorer.chart.TimeChart;
import dev.opikdesktop.desktop.explorer.command.Command;
import dev.opikdesktop.desktop.explorer.logs.FigureCard;
import dev.opikdesktop.desktop.explorer.logs.LogView;
import dev.opikdesktop.desktop.explorer.logs.RangeButton;
import dev.opikdesktop.desktop.explorer.logs.TimeRange;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The page that sums up a project: key figures, and under them charts of the same time. */
public final class OverviewView extends VBox {
  private final OverviewModel model;
  private final Runnable showInLogs;
  private final RangeButton range;
  private final HBox figures = new HBox();
  private final Label failure = Parts.label("", "danger", "smaller");
  private final HBox failureBox;
  private final List<ChartCard> cards;

  /**
   * @param showInLogs shows the traces of the same time
   * @param openRows shows rows of the same time
   */
  public OverviewView(OverviewModel model, Runnable showInLogs, Consumer<LogView> openRows) {
    this.model = model;
    this.showInLogs = showInLogs;
    getStyleClass().add("page");
    range = new RangeButton(model.rangeProperty(), model::choose);
    range.setId("overview-range");
    Button back = Parts.button("Zoom out", model::zoomOut);
    back.setId("zoom-out");
    model.zoomedProperty().subscribe(zoomed -> Parts.present(back, zoomed));
    Button logs = Parts.button("Show in logs", showInLogs);
    logs.setId("show-in-logs");
    HBox top = new HBox(10, Parts.label("Overview", "title"), Parts.spacer(), back, logs, range);
    top.getStyleClass().add("top-bar");

    HBox.setHgrow(figures, Priority.ALWAYS);
    failureBox = new HBox(10, failure, Parts.button("Try again", model::retryFigures));
    failureBox.getStyleClass().add("figures-failure");
    failureBox.setAlignment(Pos.CENTER_LEFT);
    HBox strip = new HBox(figures, failureBox);
    strip.setId("figures");
    strip.getStyleClass().add("kpi-strip");

    IntegerProperty pointed = new SimpleIntegerProperty(TimeChart.NOWHERE);
    visibleProperty().subscribe(() -> pointed.set(TimeChart.NOWHERE));
    cards = new ArrayList<>();
    for (ChartModel chart : model.charts()) {
      SplitButton split = new SplitButton(chart, wanted -> model.split(chart, wanted));
      cards.add(
          new ChartCard(chart, split, pointed, model::zoom, openRows, () -> model.retry(chart)));
    }
    ScrollPane scroll = new ScrollPane(new CardGrid(cards));
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("chart-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(top, strip, scroll);
    model.comparedProperty().subscribe(compared -> showFigures());
    model.failureProperty().subscribe(text -> showFigures());
  }

  /** Puts the keyboard onto the page. */
  public void takeFocus() {
    range.requestFocus();
  }

  private void takeChart() {
    cards.getFirst().takeFocus();
  }

  private void showFigures() {
    String problem = model.failureProperty().get();
    failure.setText(problem);
    Parts.present(failureBox, !problem.isEmpty());
    Parts.present(figures, problem.isEmpty());
    List<FigureCard> cards = model.figures().stream().map(FigureCard::new).toList();
    cards.forEach(card -> HBox.setHgrow(card, Priority.ALWAYS));
    figures.getChildren().setAll(cards);
  }

  /** What can be done on this page. */
  public List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    String overview = "Overview";
    commands.add(Command.of(overview, "Show this time in the logs", "", showInLogs));
    commands.add(Command.of(overview, "Move to the next chart", "Tab", this::takeChart));
    commands.add(Command.of(overview, "Point at a time", "← →", this::takeChart));
    commands.add(Command.of(overview, "Choose a time", "Shift ← →", this::takeChart));
    commands.add(Command.of(overview, "Zoom into the chosen time", "Enter", this::takeChart));
    commands.add(
        new Command(
            overview, "Zoom out", "Esc", model.zoomedProperty()::get, () -> model.zoomOut()));
    commands.add(Command.of(overview, "Ask the server anew", "", model::refresh));
    for (TimeRange usual : TimeRange.USUAL) {
      String label = usual.label(ZoneId.systemDefault());
      commands.add(Command.of("Time", label, "", () -> model.choose(usual)));
    }
    return commands;
  }
}
