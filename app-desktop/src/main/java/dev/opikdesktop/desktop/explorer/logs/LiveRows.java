package dev.opikdesktop.desktop.explorer.logs;

import java.util.function.DoubleSupplier;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.SelectionModel;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/**
 * What a table and a list of traces have in common: they tell the model which places are in sight,
 * and they keep selection and scroll place when rows come in above them.
 */
final class LiveRows {
  private final LogsModel model;
  private final Control control;
  private final SelectionModel<LogSlot> selection;
  private final DoubleSupplier rowHeight;
  private boolean reportPending;
  private boolean syncing;

  LiveRows(
      LogsModel model,
      Control control,
      SelectionModel<LogSlot> selection,
      DoubleSupplier rowHeight) {
    this.model = model;
    this.control = control;
    this.selection = selection;
    this.rowHeight = rowHeight;
    model.rows().addListener((ListChangeListener<LogSlot>) this::rowsChanged);
    selection.selectedIndexProperty().subscribe(index -> selected(index.intValue()));
    model.selectedIdProperty().subscribe(id -> syncSelection());
    model.topRowProperty().subscribe(index -> scrollTo(index.intValue()));
  }

  /**
   * To be called whenever a cell shows another place: tells the model soon, once for many cells.
   */
  void cellMoved() {
    if (!reportPending) {
      reportPending = true;
      Platform.runLater(this::report);
    }
  }

  /** Selects what the model says is selected, and brings it into sight when it is not. */
  void syncSelection() {
    int index = model.rows().indexOf(model.selectedIdProperty().get());
    syncing = true;
    try {
      if (index < 0) {
        selection.clearSelection();
      } else if (selection.getSelectedIndex() != index) {
        selection.clearAndSelect(index);
      }
    } finally {
      syncing = false;
    }
  }

  /** Scrolls no further than it takes to see the selected row. */
  void revealSelection() {
    VirtualFlow<?> flow = flow();
    int index = selection.getSelectedIndex();
    if (flow != null && index >= 0) {
      flow.scrollTo(index);
    }
  }

  private void scrollTo(int top) {
    if (top >= 0) {
      Platform.runLater(
          () -> {
            VirtualFlow<?> flow = flow();
            if (flow != null) {
              control.layout();
              flow.scrollToTop(Math.min(top, model.rows().size() - 1));
            }
          });
    }
  }

  private void selected(int index) {
    LogRow row = model.rows().rowAt(index);
    if (!syncing && !model.rows().isChanging() && row != null) {
      model.selectedIdProperty().set(row.id());
    }
  }

  private void rowsChanged(ListChangeListener.Change<? extends LogSlot> change) {
    int above = 0;
    while (change.next()) {
      if (change.wasAdded()
          && change.getFrom() == 0
          && change.getList().size() > change.getAddedSize()) {
        above += change.getAddedSize();
      }
    }
    VirtualFlow<?> flow = flow();
    IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
    boolean scrolled = first != null && (first.getIndex() > 0 || first.getLayoutY() < -0.5);
    int inserted = above;
    Platform.runLater(
        () -> {
          if (flow != null && scrolled && inserted > 0) {
            control.layout();
            flow.scrollPixels(inserted * rowHeight.getAsDouble());
          }
          syncSelection();
          cellMoved();
        });
  }

  private void report() {
    reportPending = false;
    VirtualFlow<?> flow = flow();
    IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
    IndexedCell<?> last = flow == null ? null : flow.getLastVisibleCell();
    if (first != null && last != null) {
      model.visible(first.getIndex(), last.getIndex());
    }
  }

  private @Nullable VirtualFlow<?> flow() {
    Node node = control.lookup(".virtual-flow");
    return node instanceof VirtualFlow<?> flow ? flow : null;
  }
}
