package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.time.Instant;
import java.time.ZoneId;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The same traces as the table's, as a narrow list beside an open one. */
public final class TraceListView extends ListView<LogSlot> {
  private static final double CELL_HEIGHT = 66;

  private final LiveRows live;

  public TraceListView(LogsModel model) {
    setId("trace-list");
    setAccessibleText("Traces, newest first");
    getStyleClass().add("trace-list");
    setFixedCellSize(CELL_HEIGHT);
    setItems(model.rows());
    setMinWidth(220);
    this.live = new LiveRows(model, this, getSelectionModel(), () -> CELL_HEIGHT);
    setCellFactory(view -> new Cell());
  }

  /** Shows the open trace. */
  public void reveal() {
    live.syncSelection();
    live.revealSelection();
  }

  private final class Cell extends ListCell<LogSlot> {
    private final Label name = Parts.label("", "strong");
    private final Label time = Parts.label("", "mono", "faint", "small");
    private final Label input = Parts.label("", "muted", "smaller");
    private final Label facts = Parts.label("", "faint", "small");
    private final Label pill = Parts.pill("");
    private final VBox box;
    private final ChangeListener<@Nullable LogRow> rowListener =
        (observable, before, row) -> show(row);
    private @Nullable LogSlot shown;

    Cell() {
      time.setMinWidth(USE_PREF_SIZE);
      HBox first = new HBox(6, name, Parts.spacer(), time);
      first.setAlignment(Pos.BASELINE_LEFT);
      HBox last = new HBox(6, facts, pill);
      last.setAlignment(Pos.CENTER_LEFT);
      facts.setMinWidth(USE_PREF_SIZE);
      box = new VBox(1, first, input, last);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable LogSlot slot, boolean empty) {
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

    private void show(@Nullable LogRow row) {
      if (row == null) {
        setGraphic(null);
        return;
      }
      name.setText(row.name());
      time.setText(Units.time(row.startTime(), Instant.now(), ZoneId.systemDefault()));
      input.setText(row.input().line());
      facts.setText(facts(row));
      ErrorInfo error = row.error();
      pill.setText(error == null ? "" : error.mark());
      pill.setTooltip(error == null ? null : new Tooltip(error.text()));
      Parts.present(pill, error != null);
      setGraphic(box);
    }

    private static String facts(LogRow row) {
      String cost = Units.cost(row.cost());
      String end = cost.isEmpty() ? "" : " · " + cost;
      if (row.kind() == LogKind.THREADS) {
        return (row.children() == 1 ? "1 message" : Units.count(row.children()) + " messages")
            + end;
      }
      if (row.running()) {
        return row.isRunning(Instant.now()) ? "running" : "no end" + end;
      }
      return Units.duration(row.durationMillis()) + end;
    }
  }
}
