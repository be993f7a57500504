package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.query.ChipsBar;
import dev.opikdesktop.desktop.explorer.query.QueryBar;
import dev.opikdesktop.desktop.explorer.query.QueryModel;
import dev.opikdesktop.desktop.explorer.snippet.WelcomeView;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.server.query.Operator;
import java.net.URI;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The page with the threads, traces and spans of a project. */
public final class LogsView extends VBox {
  private final LogsModel model;
  private final LogTable table;
  private final QueryModel query;
  private final QueryBar queryBar;
  private final Label message = Parts.label("", "muted");
  private final Button retry;
  private final VBox messageBox;

  /**
   * @param open what a click on a row does
   * @param liveSign says whether changes come in
   */
  public LogsView(
      LogsModel model, MarkedModel marked, URI restUrl, Consumer<LogRow> open, Node liveSign) {
    this.model = model;
    getStyleClass().add("page");
    table = new LogTable(model, open, this::filterBy);
    query = model.written();
    queryBar = new QueryBar(query);
    ChipsBar chips = new ChipsBar(query);
    HBox.setHgrow(chips, Priority.ALWAYS);

    HBox tools = new HBox(6, chips, rows(), columnsButton());
    tools.getStyleClass().add("tool-row");
    tools.setAlignment(Pos.CENTER_LEFT);
    MarkedBar markedBar = new MarkedBar(model, marked);
    model
        .marks()
        .countProperty()
        .subscribe(
            count -> {
              Parts.present(markedBar, count.intValue() > 0);
              Parts.present(tools, count.intValue() == 0);
            });

    retry = Parts.button("Try again", model::refresh);
    Button everything = Parts.button("Show everything", this::showEverything);
    messageBox = new VBox(12, message, retry, everything);
    messageBox.setAlignment(Pos.CENTER);
    WelcomeView welcome = new WelcomeView(restUrl, "This project has no traces yet");
    StackPane content = new StackPane(table, welcome, messageBox);
    VBox.setVgrow(content, Priority.ALWAYS);
    KpiStrip kpis = new KpiStrip(model);
    getChildren().addAll(new LogsBar(model, queryBar, liveSign), tools, markedBar, kpis, content);
    model.stateProperty().subscribe(state -> showState(state, welcome, kpis, everything));
    model.failureProperty().subscribe(failure -> showMessage());
    addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
  }

  /** Puts the keyboard into the table. */
  public void takeFocus() {
    table.takeFocus();
  }

  private void showState(
      LogsModel.State state, WelcomeView welcome, KpiStrip kpis, Button everything) {
    boolean shown = state == LogsModel.State.SHOWN;
    boolean appears = shown && !table.isVisible();
    Parts.present(table, shown);
    Parts.present(kpis, state != LogsModel.State.EMPTY);
    Parts.present(welcome, state == LogsModel.State.EMPTY);
    Parts.present(messageBox, !shown && state != LogsModel.State.EMPTY);
    Parts.present(retry, state == LogsModel.State.FAILED);
    Parts.present(
        everything, state == LogsModel.State.NO_MATCH && model.queryProperty().get().isNarrowed());
    showMessage();
    if (appears && isVisible() && !queryBar.isFocusWithin()) {
      Platform.runLater(this::takeFocus);
    }
  }

  private void showMessage() {
    message.setText(
        switch (model.stateProperty().get()) {
          case FAILED ->
              model.failureProperty().get() + ". The page fills by itself as soon as it answers.";
          case NO_MATCH ->
              model.queryProperty().get().isNarrowed()
                  ? "Nothing matches"
                  : "This project has no " + model.kind().plural() + " yet";
          default -> "Asking the server…";
        });
  }

  private void showEverything() {
    model.within(TimeRange.ALL);
    query.clear();
  }

  private void filterBy(LogColumn column, String value) {
    String field = column.filterField();
    if (field != null) {
      boolean tag = column.id().equals("tags");
      query.add(field, column.filterKey(), tag ? Operator.CONTAINS : Operator.EQUAL, value);
    }
  }

  private Node columnsButton() {
    Button button = Parts.button("Columns", () -> {});
    button.setId("columns");
    button.getStyleClass().add("quiet-button");
    button.setOnAction(event -> ColumnsMenu.show(model.columns(model.kind()), button));
    return button;
  }

  private Node rows() {
    Button button = Parts.button("Rows", () -> {});
    button.getStyleClass().add("quiet-button");
    button.setOnAction(
        event -> {
          ContextMenu menu = new ContextMenu();
          for (LogTable.Height height : LogTable.Height.values()) {
            String name =
                height.name().charAt(0) + height.name().substring(1).toLowerCase(Locale.ROOT);
            RadioMenuItem item = new RadioMenuItem(name);
            item.setSelected(table.rowHeightProperty().get() == height);
            item.setOnAction(chosen -> table.rowHeightProperty().set(height));
            menu.getItems().add(item);
          }
          menu.show(button, Side.BOTTOM, 0, 4);
        });
    return button;
  }

  private void keyPressed(KeyEvent event) {
    boolean typing = event.getTarget() instanceof javafx.scene.control.TextInputControl;
    if (!typing && event.getCode() == KeyCode.SLASH) {
      queryBar.takeFocus();
      event.consume();
    } else if (typing && event.getCode() == KeyCode.ESCAPE) {
      takeFocus();
      event.consume();
    }
  }
}
