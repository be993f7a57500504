package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.Access;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.command.Command;
import dev.opikdesktop.desktop.explorer.query.ChipsBar;
import dev.opikdesktop.desktop.explorer.query.QueryBar;
import dev.opikdesktop.desktop.explorer.query.QueryModel;
import dev.opikdesktop.desktop.explorer.snippet.WelcomeView;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.SaveDialog;
import dev.opikdesktop.server.query.Operator;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.kordamp.ikonli.feather.Feather;

/** The page with the threads, traces and spans of a project. */
public final class LogsView extends VBox {
  private final LogsModel model;
  private final ExportMenu exports;
  private final LogTable table;
  private final QueryModel query;
  private final QueryBar queryBar;
  private final ChipsBar chips;
  private final Label message = Parts.label("", "muted");
  private final Button retry;
  private final VBox messageBox;
  private final MarkedBar markedBar;

  /** Kept, because what it depends on does not keep it. */
  private final BooleanBinding anyMarked;

  /**
   * @param open what a click on a row does
   * @param openComments what a click on the comments of a row does
   * @param openThread what a click on the id of a thread does
   * @param compare puts two traces side by side, by their ids
   * @param copyLink copies a link to what is shown
   * @param liveSign says whether changes come in
   */
  public LogsView(
      LogsModel model,
      MarkedModel marked,
      LogExport export,
      SaveDialog saveDialog,
      Access access,
      Consumer<LogRow> open,
      Consumer<LogRow> openComments,
      Consumer<String> openThread,
      BiConsumer<String, String> compare,
      Runnable copyLink,
      Node liveSign) {
    this.model = model;
    this.exports = new ExportMenu(model, export, saveDialog);
    getStyleClass().add("page");
    table =
        new LogTable(
            model, open, openComments, openThread, row -> delete(marked, row), this::filterBy);
    query = model.written();
    queryBar = new QueryBar(query);
    chips =
        new ChipsBar(
            query,
            () -> {
              query.takeBack();
              queryBar.takeFocus();
            });
    HBox.setHgrow(chips, Priority.ALWAYS);

    Button linkButton = Parts.iconButton(Feather.LINK, "Copy a link to what is shown", copyLink);
    linkButton.setId("copy-link");
    linkButton.getStyleClass().add("quiet-button");
    Button exportButton = exports.button("export", exports::everything);
    exportButton.getStyleClass().add("quiet-button");
    HBox actions =
        new HBox(
            6,
            exports.sign(),
            new SortSign(model),
            linkButton,
            saveButton(),
            exportButton,
            rows(),
            columnsButton());
    actions.setAlignment(Pos.CENTER);
    actions.setMinSize(HBox.USE_PREF_SIZE, 28);
    actions.setMaxHeight(28);
    HBox tools = new HBox(6, chips, actions);
    tools.getStyleClass().add("tool-row");
    markedBar = new MarkedBar(model, marked, exports, compare);
    anyMarked =
        model
            .marks()
            .countProperty()
            .greaterThan(0)
            .or(marked.progressProperty().isNotEmpty())
            .or(marked.failureProperty().isNotEmpty());
    anyMarked.subscribe(
        some -> {
          Parts.present(markedBar, some);
          Parts.present(tools, !some);
        });

    retry = Parts.button("Try again", model::refresh);
    Button everything = Parts.button("Show everything", model::showEverything);
    messageBox = new VBox(12, message, retry, everything);
    messageBox.setAlignment(Pos.CENTER);
    WelcomeView welcome =
        new WelcomeView(
            access,
            "This project has no traces yet",
            model.projectProperty().map(Project::name).orElse(""));
    StackPane content = new StackPane(table, welcome, messageBox);
    VBox.setVgrow(content, Priority.ALWAYS);
    KpiStrip kpis = new KpiStrip(model);
    getChildren().addAll(new LogsBar(model, queryBar, liveSign), tools, markedBar, kpis, content);
    model.stateProperty().subscribe(state -> showState(state, welcome, kpis, everything));
    model.failureProperty().subscribe(failure -> showMessage());
    addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    addEventFilter(KeyEvent.KEY_TYPED, this::keyTyped);
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

  private void delete(MarkedModel marked, LogRow row) {
    if (DeleteQuestion.of(row.kind(), 1, List.of(row)).confirmed(this)) {
      marked.delete(row);
    }
  }

  private void filterBy(LogColumn column, String value) {
    String field = column.filterField();
    if (field != null) {
      boolean tag = column.id().equals("tags");
      query.add(field, column.filterKey(), tag ? Operator.CONTAINS : Operator.EQUAL, value);
    }
  }

  private Node saveButton() {
    Button button = Parts.button("Save view", () -> {});
    button.setId("save-view");
    button.getStyleClass().add("quiet-button");
    button.setOnAction(event -> saveView(button));
    return button;
  }

  private void saveView(Node owner) {
    TextField name = new TextField();
    name.setId("view-name");
    name.setPromptText("Name of the view");
    name.setAccessibleText("Name of the view");
    Popup popup = new Popup();
    Runnable save =
        () -> {
          if (!name.getText().isBlank()) {
            model.saveView(name.getText());
            popup.hide();
          }
        };
    name.setOnAction(event -> save.run());
    HBox content = new HBox(6, name, Parts.button("Save", save));
    content.getStyleClass().add("popover");
    popup.getContent().add(content);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    Bounds at = owner.localToScreen(owner.getBoundsInLocal());
    popup.show(owner, at.getMinX() - 120, at.getMaxY() + 4);
    name.requestFocus();
  }

  /** What can be done on this page. */
  public List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    String logs = "Logs";
    for (LogKind kind : LogKind.values()) {
      commands.add(Command.of(logs, "Show " + kind.plural(), "", () -> model.show(kind)));
    }
    commands.add(Command.of(logs, "Search or write a query", "/", queryBar::takeFocus));
    commands.add(Command.of(logs, "All filters", "", chips::openEditor));
    commands.add(Command.of(logs, "Show everything", "", model::showEverything));
    commands.add(Command.of(logs, "Save what is shown as a view", "", () -> saveView(chips)));
    commands.add(
        Command.of(
            logs,
            "Pause or resume new rows",
            "",
            () -> model.setLive(!model.liveProperty().get())));
    commands.add(
        Command.of(
            logs,
            "Choose columns",
            "",
            () -> ColumnsMenu.show(model.columns(model.kind()), chips)));
    commands.add(Command.of(logs, "Usual columns", "", () -> model.columns(model.kind()).reset()));
    for (TimeRange range : TimeRange.USUAL) {
      String label = range.label(ZoneId.systemDefault());
      commands.add(Command.of("Time", label, "", () -> model.within(range)));
    }
    for (DurationMeasure measure : DurationMeasure.values()) {
      commands.add(
          Command.of(
              logs, "Show the " + measure.title(), "", () -> model.figures().measure(measure)));
    }
    for (RowHeight height : RowHeight.values()) {
      String name = height.label().toLowerCase(Locale.ROOT);
      commands.add(
          Command.of(logs, "Make rows " + name, "", () -> table.rowHeightProperty().set(height)));
    }
    for (LogExport.Format format : LogExport.Format.values()) {
      commands.add(
          Command.of(
              logs,
              "Export as " + format.title(),
              "",
              () -> exports.export(exports.everything(), format, getScene().getWindow())));
    }
    commands.add(Command.of(logs, "Move to the next row", "↓ J", table::takeFocus));
    commands.add(Command.of(logs, "Open the row", "Enter", table::takeFocus));
    commands.add(Command.of(logs, "Mark the row", "Space", table::takeFocus));
    commands.add(
        new Command(
            logs, "Compare the two marked traces", "", markedBar::canCompare, markedBar::compare));
    commands.add(Command.of(logs, "Mark rows on the way", "Shift ↑ Shift ↓", table::takeFocus));
    commands.add(Command.of(logs, "Mark all that match", "Ctrl A", model.marks()::setEverything));
    commands.add(Command.of(logs, "Unmark all", "", model.marks()::clear));
    commands.add(Command.of(logs, "Score the row", "S", table::takeFocus));
    commands.add(Command.of(logs, "Filter by a value of the row", "F", table::takeFocus));
    return commands;
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
          for (RowHeight height : RowHeight.values()) {
            RadioMenuItem item = new RadioMenuItem(height.label());
            item.setSelected(table.rowHeightProperty().get() == height);
            item.setOnAction(chosen -> table.rowHeightProperty().set(height));
            menu.getItems().add(item);
          }
          menu.show(button, Side.BOTTOM, 0, 4);
        });
    return button;
  }

  private void keyTyped(KeyEvent event) {
    boolean typing = event.getTarget() instanceof javafx.scene.control.TextInputControl;
    if (!typing && "/".equals(event.getCharacter())) {
      queryBar.takeFocus();
      event.consume();
    }
  }

  private void keyPressed(KeyEvent event) {
    boolean typing = event.getTarget() instanceof javafx.scene.control.TextInputControl;
    if (!typing && event.isShortcutDown() && event.getCode() == KeyCode.A) {
      model.marks().setEverything();
      event.consume();
    } else if (typing && event.getCode() == KeyCode.ESCAPE) {
      takeFocus();
      event.consume();
    }
  }
}
