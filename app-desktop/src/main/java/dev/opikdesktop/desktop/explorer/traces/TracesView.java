package dev.opikdesktop.desktop.explorer.traces;

import dev.opikdesktop.desktop.explorer.snippet.WelcomeView;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The page with the traces of a project. */
public final class TracesView extends VBox {
  private static final double ROW_HEIGHT = 32;
  private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

  private final TracesModel model;
  private final Consumer<String> open;
  private final TableView<TraceSlot> table = new TableView<>();
  private final LiveRows live;
  private final TableColumn<TraceSlot, TraceRow> input =
      text("Input", 220, "payload-cell", TraceRow::input);
  private final TableColumn<TraceSlot, TraceRow> output =
      TraceCells.column("Output", 220, "payload-cell");

  /**
   * @param open what a click on a trace does, with the trace's id
   * @param liveSign says whether changes come in
   */
  public TracesView(TracesModel model, URI restUrl, Consumer<String> open, Node liveSign) {
    this.model = model;
    this.open = open;
    getStyleClass().add("page");
    buildTable();
    this.live = new LiveRows(model, table, table.getSelectionModel(), ROW_HEIGHT);

    Label name = Parts.label("", "title");
    model
        .projectProperty()
        .subscribe(project -> name.setText(project == null ? "" : project.name()));
    HBox top = new HBox(10, name, Parts.label("Traces", "muted"), Parts.spacer(), liveSign);
    top.getStyleClass().add("top-bar");

    WelcomeView welcome = new WelcomeView(restUrl, "This project has no traces yet");
    Label message = Parts.label("", "muted");
    StackPane content = new StackPane(table, welcome, message);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(top, content);
    model.stateProperty().subscribe(state -> showState(state, welcome, message));
  }

  /** Puts the keyboard into the table. */
  public void takeFocus() {
    table.requestFocus();
    live.syncSelection();
  }

  private void showState(TracesModel.State state, WelcomeView welcome, Label message) {
    boolean appears = state == TracesModel.State.SHOWN && !table.isVisible();
    Parts.present(table, state == TracesModel.State.SHOWN);
    if (appears && isVisible()) {
      Platform.runLater(this::takeFocus);
    }
    Parts.present(welcome, state == TracesModel.State.EMPTY);
    Parts.present(message, state == TracesModel.State.LOADING || state == TracesModel.State.FAILED);
    message.setText(
        state == TracesModel.State.FAILED
            ? model.failureProperty().get() + ". The window fills by itself as soon as it answers."
            : "Asking the server…");
  }

  private void buildTable() {
    table.setId("traces");
    table.setAccessibleText("Traces, newest first");
    table.setFixedCellSize(ROW_HEIGHT);
    table.getStyleClass().add("rows");
    table.setItems(model.rows());
    table.setRowFactory(view -> new Row());

    TableColumn<TraceSlot, TraceRow> name = TraceCells.column("Name", 164, "strong-cell");
    name.setCellFactory(column -> new TraceCells.NameCell());
    output.setCellFactory(column -> new TraceCells.OutputCell());
    TableColumn<TraceSlot, TraceRow> error = TraceCells.column("Error", 110, "error-cell");
    error.setCellFactory(column -> new TraceCells.ErrorCell());
    TableColumn<TraceSlot, TraceRow> tags = TraceCells.column("Tags", 110, "tags-cell");
    tags.setCellFactory(column -> new TraceCells.TagsCell());
    table
        .getColumns()
        .addAll(
            List.of(
                text(
                    "Time",
                    104,
                    "time-cell",
                    row -> Units.time(row.startTime(), Instant.now(), ZoneId.systemDefault())),
                name,
                input,
                output,
                error,
                text(
                    "Duration",
                    92,
                    "number-cell",
                    row -> row.running() ? "—" : Units.duration(row.durationMillis())),
                text("Tokens", 78, "number-cell", row -> Units.count(row.tokens())),
                text("Cost", 88, "number-cell", row -> Units.cost(row.cost())),
                tags));
    table.widthProperty().addListener(observable -> shareWidth());
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
  }

  /** What the other columns leave goes to input and output. */
  private void shareWidth() {
    double others = 0;
    for (TableColumn<TraceSlot, ?> column : table.getColumns()) {
      others += column == input || column == output ? 0 : column.getWidth();
    }
    double rest = Math.max(240, table.getWidth() - others - 16);
    input.setPrefWidth(Math.floor(rest * 0.52));
    output.setPrefWidth(Math.floor(rest * 0.48));
  }

  private void keyPressed(KeyEvent event) {
    TraceSlot selected = table.getSelectionModel().getSelectedItem();
    if (event.getCode() == KeyCode.ENTER) {
      open(selected);
      event.consume();
    } else if (event.getCode() == KeyCode.J || event.getCode() == KeyCode.K) {
      if (event.getCode() == KeyCode.J) {
        table.getSelectionModel().selectNext();
      } else {
        table.getSelectionModel().selectPrevious();
      }
      live.revealSelection();
      event.consume();
    }
  }

  private void open(@Nullable TraceSlot slot) {
    TraceRow row = slot == null ? null : slot.row();
    if (row != null) {
      open.accept(row.id());
    }
  }

  private static TableColumn<TraceSlot, TraceRow> text(
      String title, double width, String styleClass, Function<TraceRow, String> text) {
    return TraceCells.text(title, width, styleClass, text);
  }

  private final class Row extends TableRow<TraceSlot> {
    private final ChangeListener<@Nullable TraceRow> rowListener =
        (observable, before, row) -> show(row);
    private @Nullable TraceSlot shown;

    Row() {
      setOnMouseClicked(
          event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
              open(getItem());
            }
          });
    }

    @Override
    protected void updateItem(@Nullable TraceSlot slot, boolean empty) {
      super.updateItem(slot, empty);
      live.cellMoved();
      if (shown != null) {
        shown.rowProperty().removeListener(rowListener);
      }
      shown = empty ? null : slot;
      if (shown != null) {
        shown.rowProperty().addListener(rowListener);
      }
      show(shown == null ? null : shown.row());
    }

    private void show(@Nullable TraceRow row) {
      pseudoClassStateChanged(RUNNING, row != null && row.running());
    }
  }
}
