package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.Score;
import dev.opikdesktop.desktop.client.ScoreDefinition;
import dev.opikdesktop.desktop.explorer.annotate.AnnotateModel;
import dev.opikdesktop.desktop.explorer.annotate.ScoreEditor;
import dev.opikdesktop.desktop.explorer.environments.EnvironmentsModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Rows of any number under a header with columns of any number: only what is in sight has nodes. A
 * list, not JavaFX's own table, because that one can neither pin a column nor put a second line
 * into a title that stays while rows come and go.
 */
final class LogTable extends VBox {
  private final LogsModel model;
  private final Consumer<LogRow> open;
  private final Consumer<LogRow> openComments;
  private final Consumer<String> openThread;
  private final Consumer<LogRow> delete;
  private final BiConsumer<LogColumn, String> filter;
  private final ScoreEditor scores;
  private final ColumnPlaces places;
  private final LogHeader header;
  private final ListView<LogSlot> list = new ListView<>();
  private final ScrollBar sideways = new ScrollBar();
  private final BooleanProperty wraps = new SimpleBooleanProperty();
  private final ObjectProperty<RowHeight> height;
  private final LiveRows live;
  private final List<LogCell> cells = new ArrayList<>();
  private ContextMenu menu = new ContextMenu();
  private @Nullable LogRow lastMarked;

  /**
   * @param open what a click on a row does
   * @param openComments what a click on the comments of a row does
   * @param openThread what a click on the id of a thread does
   * @param delete asks whether a row is to be deleted
   * @param filter takes a column and one of its values, to ask for rows with the same
   */
  LogTable(
      LogsModel model,
      Consumer<LogRow> open,
      Consumer<LogRow> openComments,
      Consumer<String> openThread,
      Consumer<LogRow> delete,
      BiConsumer<LogColumn, String> filter) {
    this.model = model;
    height = model.rowHeightProperty();
    this.open = open;
    this.openComments = openComments;
    this.openThread = openThread;
    this.delete = delete;
    scores = new ScoreEditor(model.annotate(), model::refresh);
    this.filter = filter;
    places = new ColumnPlaces(model.columns(model.kind()));
    header = new LogHeader(model, places);
    list.setId("logs");
    list.getStyleClass().add("log-rows");
    list.setItems(model.rows());
    list.setFixedCellSize(height.get().pixels());
    live = new LiveRows(model, list, list.getSelectionModel(), () -> height.get().pixels());
    list.setCellFactory(view -> newCell());
    VBox.setVgrow(list, Priority.ALWAYS);
    sideways.setOrientation(Orientation.HORIZONTAL);
    sideways.valueProperty().bindBidirectional(places.scrollProperty());
    getChildren().addAll(header, list, sideways);
    model.queryProperty().subscribe(query -> places.show(model.columns(query.kind())));
    model.queryProperty().subscribe(query -> list.setAccessibleText(query.kind().plural()));
    model.marks().versionProperty().subscribe(version -> cells.forEach(LogCell::showMark));
    places.versionProperty().subscribe(this::showScrollBar);
    list.widthProperty().subscribe(width -> fit());
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    list.addEventFilter(ScrollEvent.SCROLL, this::scrolled);
    height.subscribe(this::showHeight);
    model.environments().all().addListener((Observable observable) -> list.refresh());
    model.annotate().definitionsProperty().addListener(observable -> list.refresh());
    model.annotate().askForDefinitions();
    sideways
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> places.farthestScroll() > 0, places.versionProperty()));
    sideways.managedProperty().bind(sideways.visibleProperty());
  }

  /** Puts the keyboard into the rows. */
  void takeFocus() {
    list.requestFocus();
    live.syncSelection();
  }

  ObjectProperty<RowHeight> rowHeightProperty() {
    return height;
  }

  BooleanProperty wrapsProperty() {
    return wraps;
  }

  EnvironmentsModel environments() {
    return model.environments();
  }

  double rowHeight() {
    return height.get().pixels();
  }

  void cellMoved() {
    live.cellMoved();
  }

  boolean isMarked(LogRow row) {
    return model.marks().contains(row);
  }

  void mark(LogCell cell, boolean marked) {
    LogRow row = cell.row();
    if (row != null) {
      mark(row, marked);
    }
  }

  private LogCell newCell() {
    LogCell cell = new LogCell(this, places);
    cells.add(cell);
    cell.setOnMouseClicked(event -> clicked(cell, event));
    cell.setOnContextMenuRequested(event -> showMenu(cell, event));
    return cell;
  }

  /** What can be done with a row, and with the value that is pointed at. */
  private void showMenu(LogCell cell, ContextMenuEvent event) {
    LogRow row = cell.row();
    if (row == null) {
      return;
    }
    list.getSelectionModel().select(cell.getIndex());
    menu.hide();
    menu = RowMenu.of(this, row, event.isKeyboardTrigger() ? null : columnAt(event.getX()));
    if (event.isKeyboardTrigger()) {
      menu.show(cell, Side.BOTTOM, 60, 0);
    } else {
      menu.show(cell, event.getScreenX(), event.getScreenY());
    }
    event.consume();
  }

  private @Nullable LogColumn columnAt(double x) {
    LogColumn found = null;
    for (ColumnPlaces.Place place : places.places()) {
      double from = places.visibleX(place);
      boolean covered = !place.entry().pinned() && x < places.pinnedWidth();
      if (x >= from && x < from + place.width() && !covered) {
        found = place.entry().column();
      }
    }
    return found;
  }

  private void clicked(LogCell cell, MouseEvent event) {
    LogRow row = cell.row();
    if (row == null || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    CellAction action = event.getTarget() instanceof Node node ? CellAction.of(node) : null;
    if (action != null) {
      action.on(this, row);
    } else if (event.isShiftDown()) {
      markUpTo(row);
    } else if (event.isShortcutDown() || event.getX() < ColumnPlaces.MARKS) {
      mark(cell, !isMarked(row));
    } else if (event.getClickCount() == 1) {
      // The second half of a double click may be meant for the page that was here before.
      open.accept(row);
    }
  }

  void open(LogRow row) {
    open.accept(row);
  }

  void openComments(LogRow row) {
    openComments.accept(row);
  }

  void delete(LogRow row) {
    delete.accept(row);
  }

  boolean isReadOnly() {
    return model.isReadOnly();
  }

  void mark(LogRow row, boolean marked) {
    model.marks().set(List.of(row), marked);
    lastMarked = row;
  }

  /** Asks for rows with the same value. */
  void filterBy(String columnId, String value) {
    LogColumn column = places.columns().byId(columnId);
    if (column != null) {
      filter.accept(column, value);
    }
  }

  /** A choice for each value of a row that rows can be narrowed by. */
  List<MenuItem> filters(LogRow row) {
    return FilterMenu.items(row, places, filter);
  }

  void openThread(String threadId) {
    openThread.accept(threadId);
  }

  /** How a score is given; null where that is not defined. */
  @Nullable ScoreDefinition definition(String name) {
    return model.annotate().definitionsProperty().get().stream()
        .filter(definition -> definition.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Gives a row a score, whose reason stays; if that fails, beside the row is said why. */
  void give(LogRow row, String name, double value, String word) {
    Score before = row.score(name);
    String reason = before == null || before.reason() == null ? "" : before.reason();
    model
        .annotate()
        .give(
            target(row),
            name,
            value,
            word,
            reason,
            given -> {
              if (given) {
                model.refresh();
              } else {
                score(row, name);
              }
            });
  }

  private AnnotateModel.Target target(LogRow row) {
    String trace = row.traceId() == null ? row.id() : row.traceId();
    return new AnnotateModel.Target(
        row.kind(), model.queryProperty().get().projectId(), trace, row.id());
  }

  /**
   * Lets a score of a row be given, beside it.
   *
   * @param name null for any that can be given
   */
  void score(LogRow row, @Nullable String name) {
    int index = model.rows().indexOf(row.id());
    LogCell cell =
        cells.stream()
            .filter(each -> each.getIndex() == index && !each.isEmpty())
            .findFirst()
            .orElse(null);
    if (cell == null || model.isReadOnly()) {
      return;
    }
    double x = 60;
    for (ColumnPlaces.Place place : places.places()) {
      if (place.entry().column().id().equals(LogColumns.SCORE + name)) {
        x = places.visibleX(place);
      }
    }
    Point2D at = cell.localToScreen(x, cell.getHeight());
    scores.show(list, at.getX(), at.getY(), target(row), name);
  }

  private void markUpTo(LogRow row) {
    model.markBetween(lastMarked == null ? row : lastMarked, row);
    lastMarked = row;
  }

  /** Marks the selected row and the one that is reached by it. */
  private void markOn(boolean down) {
    LogSlot left = list.getSelectionModel().getSelectedItem();
    if (down) {
      list.getSelectionModel().selectNext();
    } else {
      list.getSelectionModel().selectPrevious();
    }
    live.revealSelection();
    LogSlot reached = list.getSelectionModel().getSelectedItem();
    for (LogSlot slot : new LogSlot[] {left, reached}) {
      LogRow row = slot == null ? null : slot.row();
      if (row != null) {
        mark(row, true);
      }
    }
  }

  private void keyPressed(KeyEvent event) {
    LogSlot selected = list.getSelectionModel().getSelectedItem();
    LogRow row = selected == null ? null : selected.row();
    boolean plain = !event.isShortcutDown() && !event.isAltDown();
    if (event.getCode() == KeyCode.ENTER && row != null) {
      open.accept(row);
    } else if (event.getCode() == KeyCode.SPACE && row != null) {
      mark(row, !isMarked(row));
    } else if (event.isShiftDown() && plain && event.getCode() == KeyCode.DOWN) {
      markOn(true);
    } else if (event.isShiftDown() && plain && event.getCode() == KeyCode.UP) {
      markOn(false);
    } else if (event.getCode() == KeyCode.J && plain) {
      list.getSelectionModel().selectNext();
      live.revealSelection();
    } else if (event.getCode() == KeyCode.K && plain) {
      list.getSelectionModel().selectPrevious();
      live.revealSelection();
    } else if (event.getCode() == KeyCode.RIGHT && plain) {
      scrollBy(80);
    } else if (event.getCode() == KeyCode.LEFT && plain) {
      scrollBy(-80);
    } else if (event.getCode() == KeyCode.S && plain && row != null) {
      score(row, null);
    } else if (event.getCode() == KeyCode.F && plain && row != null) {
      FilterMenu.of(row, places, filter).show(list, Side.TOP, 60, 60);
    } else {
      return;
    }
    event.consume();
  }

  private void scrolled(ScrollEvent event) {
    double by =
        event.getDeltaX() == 0 && event.isShiftDown() ? event.getDeltaY() : event.getDeltaX();
    if (by != 0) {
      scrollBy(-by);
      event.consume();
    }
  }

  private void scrollBy(double pixels) {
    double to = Math.clamp(places.scrollProperty().get() + pixels, 0, places.farthestScroll());
    places.scrollProperty().set(to);
  }

  private void fit() {
    places.fit(Math.max(0, list.getWidth() - 16));
  }

  private void showScrollBar() {
    double farthest = places.farthestScroll();
    sideways.setMax(farthest);
    double shown = Math.max(1, places.totalWidth() - farthest);
    sideways.setVisibleAmount(farthest * shown / Math.max(1, places.totalWidth()));
  }

  private void showHeight(RowHeight wanted) {
    wraps.set(wanted == RowHeight.DETAILED);
    list.setFixedCellSize(wanted.pixels());
    list.refresh();
    Platform.runLater(live::revealSelection);
  }
}
