package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.css.PseudoClass;
import javafx.geometry.Side;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/**
 * Above tree and waterfall: the search and what it found over the names, the time over the bars,
 * and the edge between the two, which can be dragged.
 */
final class SpanHead extends Pane {
  static final double LINE = 32;

  private static final double NARROWEST = 140;
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final TraceModel model;
  private final DoubleProperty nameWidth;
  private final Runnable leave;
  private final TextField words = new TextField();
  private final Label summary = Parts.label("", "muted", "smaller");
  private final Button retry;
  private final Button filterButton;
  private final Button previous;
  private final Button next;
  private final Button factsButton;
  private final VBox left;
  private final Axis axis;
  private final Region edge = new Region();

  /**
   * @param leave puts the keyboard back into the rows
   * @param writeFilter opens the editor of a filter under a node
   */
  SpanHead(TraceModel model, DoubleProperty nameWidth, Runnable leave, Consumer<Node> writeFilter) {
    this.model = model;
    this.nameWidth = nameWidth;
    this.leave = leave;
    getStyleClass().add("span-head");
    SpanFilter filter = model.filter();

    words.setId("span-search");
    words.getStyleClass().add("bare-field");
    words.setPromptText("Find in spans");
    words.setAccessibleText("Find in spans");
    words.textProperty().bindBidirectional(filter.wordsProperty());
    words.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    HBox.setHgrow(words, Priority.ALWAYS);
    filterButton = quiet(Feather.FILTER, "Filter by a field (F)", () -> {});
    filterButton.setId("span-filter");
    filterButton.setOnAction(event -> writeFilter.accept(filterButton));
    HBox first =
        new HBox(
            Parts.icon(Feather.SEARCH),
            words,
            toggle("errors", "Only spans that failed", filter.errorsProperty()),
            toggle("LLM", "Only LLM calls", filter.kindProperty(SpanKind.LLM)),
            toggle("tools", "Only tool calls", filter.kindProperty(SpanKind.TOOL)),
            filterButton,
            more(filter));
    first.getStyleClass().add("span-tools");

    retry = Parts.button("Retry", model::retry);
    retry.getStyleClass().add("quiet-button");
    previous = quiet(Feather.CHEVRON_UP, "Previous hit (Shift+N)", () -> model.nextHit(false));
    previous.setId("previous-hit");
    next = quiet(Feather.CHEVRON_DOWN, "Next hit (N)", () -> model.nextHit(true));
    next.setId("next-hit");
    factsButton = quiet(Feather.SLIDERS, "What the rows show", this::chooseFacts);
    factsButton.setId("row-facts");
    summary.setId("span-summary");
    summary.setMinWidth(0);
    HBox second =
        new HBox(
            summary,
            Parts.spacer(),
            retry,
            previous,
            next,
            factsButton,
            quiet(Feather.MINUS_SQUARE, "Fold all", () -> model.foldAll(true)),
            quiet(Feather.PLUS_SQUARE, "Unfold all", () -> model.foldAll(false)));
    second.getStyleClass().add("span-tools");
    left = new VBox(first, second);
    for (HBox line : new HBox[] {first, second}) {
      line.setMinHeight(LINE);
      line.setMaxHeight(LINE);
    }

    axis = new Axis(model);
    edge.setCursor(Cursor.H_RESIZE);
    edge.setOnMouseDragged(
        event ->
            nameWidth.set(
                Math.clamp(
                    sceneToLocal(event.getSceneX(), 0).getX(),
                    NARROWEST,
                    Math.max(NARROWEST, getWidth() - 200))));
    getChildren().addAll(left, axis, edge);
    getChildren().forEach(child -> child.setManaged(false));
    setMinHeight(2 * LINE);
    setMaxHeight(2 * LINE);
    setPrefHeight(2 * LINE);
    nameWidth.addListener(observable -> requestLayout());

    model.treeProperty().subscribe(this::say);
    for (ObservableStringValue said :
        new ObservableStringValue[] {
          model.hitsTextProperty(), model.progressProperty(), model.failureProperty()
        }) {
      said.addListener(observable -> say());
    }
    say();
  }

  /** Where the lines behind the bars are. */
  ReadOnlyObjectProperty<Ticks> ticksProperty() {
    return axis.ticksProperty();
  }

  void takeFocus() {
    words.requestFocus();
    words.selectAll();
  }

  void chooseFacts() {
    FactsMenu.show(model.rowFacts(), factsButton);
  }

  /** Where the editor of a filter opens. */
  Node filterButton() {
    return filterButton;
  }

  private void say() {
    SpanTree tree = model.treeProperty().get();
    String failure = model.failureProperty().get();
    String progress = model.progressProperty().get();
    String hits = model.hitsTextProperty().get();
    Parts.present(retry, !failure.isEmpty());
    Parts.present(previous, !hits.isEmpty());
    Parts.present(next, !hits.isEmpty());
    filterButton.pseudoClassStateChanged(CHOSEN, !model.filter().condition().isEmpty());
    summary.pseudoClassStateChanged(PseudoClass.getPseudoClass("failed"), !failure.isEmpty());
    if (!failure.isEmpty()) {
      summary.setText(failure);
    } else if (!hits.isEmpty() || !progress.isEmpty()) {
      summary.setText(
          hits.isEmpty() || progress.isEmpty() ? hits + progress : hits + " in " + progress);
    } else {
      int levels = tree == null ? 0 : tree.levels();
      summary.setText(
          tree == null
              ? ""
              : "Critical path underlined · " + levels + (levels == 1 ? " level" : " levels"));
    }
  }

  private void keyPressed(KeyEvent event) {
    switch (event.getCode()) {
      case ENTER -> model.nextHit(!event.isShiftDown());
      case ESCAPE -> {
        if (words.getText().isEmpty()) {
          model.filter().clear();
          leave.run();
        }
        words.clear();
      }
      case DOWN -> leave.run();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private static ToggleButton toggle(String text, String spoken, BooleanProperty chosen) {
    ToggleButton toggle = new ToggleButton(text);
    toggle.setId("spans-" + text.toLowerCase(Locale.ROOT));
    toggle.getStyleClass().add("word-toggle");
    toggle.setMinWidth(USE_PREF_SIZE);
    toggle.selectedProperty().bindBidirectional(chosen);
    Parts.named(toggle, spoken);
    return toggle;
  }

  /** What is chosen more rarely. */
  private static Button more(SpanFilter filter) {
    ContextMenu menu = new ContextMenu();
    Button button = quiet(Feather.MORE_HORIZONTAL, "More filters", () -> {});
    button.setOnAction(event -> menu.show(button, Side.BOTTOM, 0, 4));
    BooleanProperty steps = filter.kindProperty(SpanKind.GENERAL);
    BooleanProperty guards = filter.kindProperty(SpanKind.GUARDRAIL);
    BooleanProperty internal = filter.hidesInternalProperty();
    MenuItem clear = new MenuItem("Clear filters");
    clear.setOnAction(event -> filter.clear());
    menu.getItems()
        .addAll(
            check("Only steps", steps),
            check("Only guardrails", guards),
            new SeparatorMenuItem(),
            check("Hide what the SDK logs of itself", internal),
            new SeparatorMenuItem(),
            clear);
    for (BooleanProperty each : new BooleanProperty[] {steps, guards, internal}) {
      each.addListener(
          observable ->
              button.pseudoClassStateChanged(
                  CHOSEN, steps.get() || guards.get() || internal.get()));
    }
    return button;
  }

  private static CheckMenuItem check(String text, BooleanProperty chosen) {
    CheckMenuItem item = new CheckMenuItem(text);
    item.selectedProperty().bindBidirectional(chosen);
    return item;
  }

  private static Button quiet(Feather icon, String name, Runnable action) {
    Button button = Parts.iconButton(icon, name, action);
    button.getStyleClass().add("quiet-button");
    return button;
  }

  @Override
  protected void layoutChildren() {
    double names = nameWidth.get();
    left.resizeRelocate(0, 0, names, 2 * LINE);
    axis.resizeRelocate(names, 0, Math.max(0, getWidth() - names - SpanView.SCROLL_BAR), 2 * LINE);
    edge.resizeRelocate(names - 4, 0, 8, getHeight());
  }
}
