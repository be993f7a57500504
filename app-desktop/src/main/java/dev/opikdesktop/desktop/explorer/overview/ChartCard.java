package dev.opikdesktop.desktop.explorer.overview;

import dev.opikdesktop.desktop.explorer.chart.ChartData;
import dev.opikdesktop.desktop.explorer.chart.Legend;
import dev.opikdesktop.desktop.explorer.chart.TimeChart;
import dev.opikdesktop.desktop.explorer.chart.TimeChart.Drawing;
import dev.opikdesktop.desktop.explorer.logs.LogView;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.property.IntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One chart with its title, what it sums up to, and the names of its lines. */
final class ChartCard extends VBox {
  private static final double TOP = 22;

  private final ChartModel model;
  private final Label total = Parts.label("", "chart-total");
  private final TimeChart chart;
  private final Legend legend;
  private final Label message = Parts.label("", "muted", "smaller");
  private final Button retry;
  private final VBox messageBox;

  /**
   * @param pointed the step that is pointed at in all charts
   * @param zoom takes a stretch of time
   * @param openRows shows the rows that a line stands for
   */
  ChartCard(
      ChartModel model,
      SplitButton split,
      IntegerProperty pointed,
      BiConsumer<Instant, Instant> zoom,
      Consumer<LogView> openRows,
      Runnable tryAgain) {
    this.model = model;
    OverviewChart kind = model.kind();
    setId("chart-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    getStyleClass().add("chart-card");
    Label title = Parts.label("", "chart-title");
    model.splitProperty().subscribe(by -> title.setText(kind.title(by)));
    title.setMinWidth(0);
    total.setMinWidth(USE_PREF_SIZE);
    HBox top = new HBox(4, title, split, Parts.spacer(), total);
    top.setAlignment(Pos.CENTER_LEFT);
    top.setMinHeight(TOP);
    chart = new TimeChart(kind.drawing(), kind.unit(), pointed, zoom);
    legend = new Legend(model::toggle, model::leads, line -> openRows.accept(model.rows(line)));
    message.setWrapText(true);
    retry = Parts.button("Try again", tryAgain);
    messageBox = new VBox(8, message, retry);
    messageBox.setAlignment(Pos.CENTER);
    StackPane content = new StackPane(chart, messageBox);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(top, content, legend);
    InvalidationListener show = observable -> show();
    model.stateProperty().addListener(show);
    model.dataProperty().addListener(show);
    model.hidden().addListener(show);
    show();
  }

  /** Puts the keyboard into the chart. */
  void takeFocus() {
    chart.requestFocus();
  }

  private void show() {
    ChartModel.State state = model.stateProperty().get();
    boolean shown = state == ChartModel.State.SHOWN;
    ChartData data = model.dataProperty().get();
    chart.show(data, model.hidden());
    legend.show(data.lines(), model.hidden());
    chart.setVisible(shown);
    legend.setVisible(shown);
    messageBox.setVisible(!shown);
    Parts.present(retry, state == ChartModel.State.FAILED);
    message.setText(
        switch (state) {
          case LOADING -> "Asking the server…";
          case EMPTY -> "Nothing in this time";
          case FAILED -> model.failureProperty().get();
          case SHOWN -> "";
        });
    boolean summed = shown && model.kind().drawing() == Drawing.BARS;
    double sum = data.lines().stream().filter(this::isShown).mapToDouble(ChartData.Line::sum).sum();
    total.setText(summed ? model.kind().unit().text(sum) : "");
    chart.setAccessibleText(spoken(data.lines()));
  }

  private boolean isShown(ChartData.Line line) {
    return !model.hidden().contains(line.name());
  }

  private String spoken(List<ChartData.Line> lines) {
    String names = lines.stream().map(ChartData.Line::name).collect(Collectors.joining(", "));
    return model.kind().title(model.splitProperty().get()) + ": " + total.getText() + " " + names;
  }
}
