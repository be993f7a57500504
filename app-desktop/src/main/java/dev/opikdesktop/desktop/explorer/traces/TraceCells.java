package dev.opikdesktop.desktop.explorer.traces;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The columns of the table of traces. A cell of a trace that is not here yet is empty. */
final class TraceCells {
  private TraceCells() {}

  static TableColumn<TraceSlot, TraceRow> column(String title, double width, String styleClass) {
    TableColumn<TraceSlot, TraceRow> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.getStyleClass().add(styleClass);
    column.setCellValueFactory(data -> data.getValue().rowProperty());
    return column;
  }

  static TableColumn<TraceSlot, TraceRow> text(
      String title, double width, String styleClass, Function<TraceRow, String> text) {
    TableColumn<TraceSlot, TraceRow> column = column(title, width, styleClass);
    column.setCellFactory(
        any ->
            new RowCell() {
              @Override
              void show(TraceRow row) {
                setText(text.apply(row));
              }
            });
    return column;
  }

  abstract static class RowCell extends TableCell<TraceSlot, TraceRow> {
    abstract void show(TraceRow row);

    @Override
    protected void updateItem(@Nullable TraceRow row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setText(null);
        setGraphic(null);
        setTooltip(null);
      } else {
        show(row);
      }
    }
  }

  static final class NameCell extends RowCell {
    private final Label badge = Parts.badge("T", "trace", "Trace");

    NameCell() {
      setGraphicTextGap(9);
    }

    @Override
    void show(TraceRow row) {
      setText(row.name());
      setGraphic(badge);
    }
  }

  /** What came out, or that nothing has yet. */
  static final class OutputCell extends RowCell {
    private @Nullable HBox running;
    private @Nullable Label spans;

    @Override
    void show(TraceRow row) {
      if (row.running() && row.output().isEmpty()) {
        setText(null);
        setGraphic(running(row));
      } else {
        setText(row.output());
        setGraphic(null);
      }
    }

    private HBox running(TraceRow row) {
      HBox box = running;
      Label label = spans;
      if (box == null || label == null) {
        ProgressIndicator spinner = new ProgressIndicator();
        spinner.getStyleClass().add("small-spinner");
        label = Parts.label("", "muted");
        box = new HBox(8, spinner, label);
        box.setAlignment(Pos.CENTER_LEFT);
        running = box;
        spans = label;
      }
      label.setText(
          switch (row.spanCount()) {
            case 0 -> "running";
            case 1 -> "running, 1 span so far";
            default -> "running, " + row.spanCount() + " spans so far";
          });
      return box;
    }
  }

  static final class ErrorCell extends RowCell {
    private final Label pill = Parts.pill("");

    ErrorCell() {
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    void show(TraceRow row) {
      ErrorInfo error = row.error();
      if (error == null) {
        setGraphic(null);
        setTooltip(null);
      } else {
        pill.setText(error.exceptionType());
        setGraphic(pill);
        setTooltip(error.message() == null ? null : new Tooltip(error.message()));
      }
    }
  }

  static final class TagsCell extends RowCell {
    @Override
    void show(TraceRow row) {
      HBox tags = new HBox(4);
      tags.setAlignment(Pos.CENTER_LEFT);
      row.tags().stream().limit(4).forEach(tag -> tags.getChildren().add(Parts.label(tag, "tag")));
      setGraphic(row.tags().isEmpty() ? null : tags);
    }
  }
}
