package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.query.ChipsBar;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.RowsInSight;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Tree and waterfall as one table, under a head with the search and the time axis. */
final class SpanView extends VBox {
  static final double ROW_HEIGHT = 34;

  /** Room at the right of the bars for the scroll bar, whether it is there or not. */
  static final double SCROLL_BAR = 10;

  private static final String WIDTH_KEY = "span-names-width";
  private static final String FACTS_KEY = "row-facts";

  private static final double ZOOM_STEP = 1.4;

  /** What a wheel turns by at once, in pixels. */
  private static final double NOTCH = 40;

  /** How often what runs is drawn longer. */
  private static final Duration TICK = Duration.millis(100);

  private final TraceModel model;
  private final DoubleProperty nameWidth;
  private final ListView<SpanRow> rows = new ListView<>();
  private final RowsInSight sight = new RowsInSight(rows, ROW_HEIGHT);
  private final SpanHead head;
  private final ChipsBar chips;
  private final HoverCard card;
  private final Runnable showSpans;
  private final Timeline clock;
  private String lastSelected = "";

  /**
   * @param showSpans shows the trace's spans in the logs
   */
  SpanView(TraceModel model, WindowState state, Runnable showSpans) {
    this.model = model;
    this.showSpans = showSpans;
    this.nameWidth = new SimpleDoubleProperty(state.number(WIDTH_KEY, 330));
    nameWidth.addListener(observable -> state.put(WIDTH_KEY, nameWidth.get()));
    model.rowFacts().read(state.text(FACTS_KEY, ""));
    model
        .rowFacts()
        .shownProperty()
        .addListener(observable -> state.put(FACTS_KEY, model.rowFacts().text()));
    card = new HoverCard(model);
    getStyleClass().add("spans");
    chips = new ChipsBar(model.filter().query());
    chips.setId("span-chips");
    chips.getStyleClass().add("span-chips");
    head = new SpanHead(model, nameWidth, this::takeFocus, chips::openEditor);

    rows.setId("spans");
    rows.setAccessibleText("Spans of the trace");
    rows.getStyleClass().add("span-rows");
    rows.setFixedCellSize(ROW_HEIGHT);
    rows.setItems(model.rows());
    rows.setCellFactory(view -> new SpanCell(model, nameWidth, head.ticksProperty(), card));
    rows.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    rows.addEventFilter(ScrollEvent.SCROLL, this::scrolled);
    rows.setOnContextMenuRequested(this::showMenu);
    VBox.setVgrow(rows, Priority.ALWAYS);
    getChildren().addAll(chips, head, rows);
    model
        .filter()
        .query()
        .askedProperty()
        .subscribe(condition -> Parts.present(chips, condition != null));

    clock = new Timeline(new KeyFrame(TICK, event -> model.tick()));
    clock.setCycleCount(Animation.INDEFINITE);
    model.rows().addListener((ListChangeListener<SpanRow>) change -> syncSelection());
    model.selectedProperty().subscribe(row -> syncSelection());
    rows.focusedProperty().subscribe(focused -> card.hide());
    model.treeProperty().subscribe(this::keepTime);
    // Once the search is over, what it led to stays in sight.
    model
        .hitsTextProperty()
        .subscribe(
            hits -> {
              if (hits.isEmpty()) {
                Platform.runLater(this::revealIfOutOfSight);
              }
            });
  }

  void takeFocus() {
    rows.requestFocus();
  }

  /** Lets one choose what the rows show. */
  void chooseFacts() {
    head.chooseFacts();
  }

  /** Puts the keyboard into the search. */
  void search() {
    head.takeFocus();
  }

  /** Opens the editor of a filter, where the one before stands or where there will be one. */
  void writeFilter() {
    if (chips.isVisible()) {
      chips.openEditor();
    } else {
      chips.openEditor(head.filterButton());
    }
  }

  private void showMenu(ContextMenuEvent event) {
    SpanRow selected = model.selectedProperty().get();
    if (selected == null) {
      return;
    }
    card.hide();
    ContextMenu menu = SpanMenu.of(model, selected, showSpans, this::writeFilter);
    if (event.isKeyboardTrigger()) {
      showAtSelected(menu);
    } else {
      menu.show(rows, event.getScreenX(), event.getScreenY());
    }
    event.consume();
  }

  private void showAtSelected(ContextMenu menu) {
    double below = (model.indexOfSelected() - sight.first() + 1) * ROW_HEIGHT;
    Point2D at = rows.localToScreen(60, Math.clamp(below, 0, rows.getHeight()));
    menu.show(rows, at.getX(), at.getY());
  }

  private void keepTime(@Nullable SpanTree tree) {
    if (tree != null && tree.isRunning()) {
      clock.play();
    } else {
      clock.stop();
    }
  }

  /** The model says what is selected; the list only shows it. */
  private void syncSelection() {
    int index = model.indexOfSelected();
    if (index < 0) {
      card.hide();
      rows.getSelectionModel().clearSelection();
      return;
    }
    if (rows.getSelectionModel().getSelectedIndex() != index) {
      rows.getSelectionModel().clearAndSelect(index);
    }
    SpanRow selected = model.selectedProperty().get();
    String id = selected == null ? "" : selected.node().id();
    if (!id.equals(lastSelected)) {
      lastSelected = id;
      Platform.runLater(this::revealIfOutOfSight);
    }
  }

  /** What was selected by a search, or by a link, may be anywhere. */
  private void revealIfOutOfSight() {
    int index = model.indexOfSelected();
    int first = sight.first();
    if (index >= 0 && (index < first || index >= first + sight.count())) {
      reveal();
    }
  }

  private void keyPressed(KeyEvent event) {
    SpanRow selected = model.selectedProperty().get();
    // A plus may need the shift key.
    boolean plain =
        !event.isAltDown()
            && !event.isShortcutDown()
            && (!event.isShiftDown()
                || event.getCode() == KeyCode.EQUALS
                || event.getCode() == KeyCode.N);
    if (!plain || selected == null) {
      return;
    }
    boolean cardFollows = card.isByKey() && event.getCode() != KeyCode.I;
    if (!card.isByKey()) {
      card.hide();
    }
    int page = Math.max(1, sight.count() - 1);
    switch (event.getCode()) {
      case J, DOWN -> move(1);
      case K, UP -> move(-1);
      case PAGE_DOWN -> move(page);
      case PAGE_UP -> move(-page);
      case HOME -> move(Integer.MIN_VALUE / 2);
      case END -> move(Integer.MAX_VALUE / 2);
      case H, LEFT -> foldOrLeave(selected);
      case L, RIGHT -> model.fold(selected, false);
      case ENTER -> model.fold(selected, !selected.folded());
      case N -> nextHit(!event.isShiftDown());
      case F -> showAtSelected(SpanMenu.filters(model, selected, this::writeFilter));
      case I -> showOrHideCard();
      case PLUS, EQUALS, ADD -> zoomBy(true);
      case MINUS, SUBTRACT -> zoomBy(false);
      case DIGIT0, NUMPAD0 -> model.zoom().reset();
      default -> {
        return;
      }
    }
    event.consume();
    if (cardFollows) {
      Platform.runLater(this::showCard);
    }
  }

  /** Takes the card away, else the filter; false where there is neither. */
  boolean back() {
    boolean there = card.isShowing() || model.filter().isNarrowed();
    if (card.isShowing()) {
      card.hide();
    } else if (there) {
      model.filter().clear();
    }
    return there;
  }

  private void showOrHideCard() {
    if (card.isByKey()) {
      card.hide();
    } else {
      showCard();
    }
  }

  /** The card of the selected row, which stays until a key or the mouse says otherwise. */
  void showCard() {
    SpanRow selected = model.selectedProperty().get();
    int index = model.indexOfSelected();
    if (selected != null) {
      rows.lookupAll(".list-cell").stream()
          .filter(cell -> cell instanceof SpanCell shown && shown.getIndex() == index)
          .findFirst()
          .ifPresent(cell -> card.showFor(selected, cell));
    }
  }

  /** Folds; what is folded already, or can't be, hands over to its parent. */
  private void foldOrLeave(SpanRow selected) {
    if (selected.canFold() && !selected.folded()) {
      model.fold(selected, true);
    } else {
      model.selectParent();
      reveal();
    }
  }

  /** Around the selected bar where it is in sight, else around the middle. */
  void zoomBy(boolean in) {
    double factor = in ? ZOOM_STEP : 1 / ZOOM_STEP;
    Zoom zoom = model.zoom();
    SpanRow selected = model.selectedProperty().get();
    double middle = (zoom.from() + zoom.to()) / 2;
    double bar = selected == null ? middle : selected.node().startMillis();
    zoom.zoom(factor, bar >= zoom.from() && bar <= zoom.to() ? bar : middle);
  }

  /** With the control key the wheel zooms around the mouse, with the shift key it moves along. */
  private void scrolled(ScrollEvent event) {
    card.hide();
    double left = nameWidth.get();
    double width = rows.getWidth() - left - SCROLL_BAR;
    double along = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
    if (event.isControlDown() && event.getDeltaY() != 0) {
      Zoom zoom = model.zoom();
      double share = Math.clamp((event.getX() - left) / width, 0, 1);
      double around = zoom.from() + share * (zoom.to() - zoom.from());
      zoom.zoom(Math.pow(ZOOM_STEP, event.getDeltaY() / NOTCH), around);
      event.consume();
    } else if (along != 0 && (event.isShiftDown() || event.getDeltaY() == 0)) {
      model.zoom().pan(-along / width);
      event.consume();
    }
  }

  private void nextHit(boolean forward) {
    model.nextHit(forward);
    reveal();
  }

  private void move(int step) {
    model.move(step);
    reveal();
  }

  /** Brings the selected row into sight, by as little as it takes. */
  void reveal() {
    sight.reveal(model.indexOfSelected());
  }
}
