package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.RowsInSight;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The aligned trees as one table, under a head with the search and the names of the columns. */
final class ComparedTable extends VBox {
  static final double ROW_HEIGHT = 30;

  private static final double TOOLS = 34;
  private static final double TITLES = 40;
  private static final List<String> MEASURES = List.of("Duration", "Tokens", "Cost");

  private final CompareModel model;
  private final ListView<ComparedRow> rows = new ListView<>();
  private final RowsInSight sight = new RowsInSight(rows, ROW_HEIGHT);
  private final TextField words = new TextField();
  private final ObjectProperty<Columns> columns = new SimpleObjectProperty<>(Columns.of(900));
  private int lastRevealed = -1;

  ComparedTable(CompareModel model) {
    this.model = model;
    getStyleClass().add("compared");
    rows.setId("compared-rows");
    rows.setAccessibleText("Spans of both traces");
    rows.getStyleClass().addAll("span-rows", "compared-rows");
    rows.setFixedCellSize(ROW_HEIGHT);
    rows.setItems(model.rows());
    rows.setCellFactory(view -> new ComparedCell(model, columns));
    rows.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    VBox.setVgrow(rows, Priority.ALWAYS);
    widthProperty().subscribe(width -> columns.set(Columns.of(width.doubleValue())));
    getChildren().addAll(tools(), new Titles(), rows);
    model.rows().addListener((ListChangeListener<ComparedRow>) change -> syncSelection());
    model.selectedProperty().subscribe(row -> syncSelection());
  }

  void takeFocus() {
    rows.requestFocus();
  }

  /** Puts the keyboard into the search. */
  void search() {
    words.requestFocus();
    words.selectAll();
  }

  void next(boolean forward) {
    model.nextDifferent(forward);
    reveal();
  }

  private HBox tools() {
    words.setId("compared-search");
    words.getStyleClass().add("bare-field");
    words.setPromptText("Find in spans");
    words.setAccessibleText("Find in spans of both traces");
    words.textProperty().bindBidirectional(model.wordsProperty());
    words.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean escape = event.getCode() == KeyCode.ESCAPE;
          if (escape || event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.DOWN) {
            if (escape) {
              words.clear();
            }
            takeFocus();
            event.consume();
          }
        });
    words.setPrefWidth(180);
    ToggleButton only = new ToggleButton("only differences");
    only.setId("only-differences");
    only.getStyleClass().add("word-toggle");
    only.setTooltip(new Tooltip("Leave out spans whose sides are equal"));
    only.selectedProperty().bindBidirectional(model.onlyDifferentProperty());
    Label summary = Parts.label("", "muted", "smaller");
    summary.setId("compared-summary");
    summary.textProperty().bind(model.summaryProperty());
    Label failure = Parts.label("", "danger", "smaller");
    failure.textProperty().bind(model.failureProperty());
    Button retry = Parts.button("Try again", model::retry);
    retry.getStyleClass().add("quiet-button");
    model
        .failureProperty()
        .subscribe(
            problem -> {
              Parts.present(failure, !problem.isEmpty());
              Parts.present(retry, !problem.isEmpty());
            });
    HBox tools =
        new HBox(
            Parts.icon(Feather.SEARCH),
            words,
            only,
            Parts.spacer(),
            failure,
            retry,
            summary,
            step(Feather.CHEVRON_UP, "Previous difference", false),
            step(Feather.CHEVRON_DOWN, "Next difference", true));
    tools.getStyleClass().addAll("span-tools", "compared-tools");
    tools.setMinHeight(TOOLS);
    tools.setMaxHeight(TOOLS);
    return tools;
  }

  private Button step(Feather icon, String name, boolean forward) {
    Button button = Parts.iconButton(icon, name, () -> next(forward));
    button.getStyleClass().add("quiet-button");
    return button;
  }

  /** The model says what is selected; the list only shows it. */
  private void syncSelection() {
    int index = model.indexOfSelected();
    if (index < 0) {
      rows.getSelectionModel().clearSelection();
      return;
    }
    if (rows.getSelectionModel().getSelectedIndex() != index) {
      rows.getSelectionModel().clearAndSelect(index);
    }
    if (index != lastRevealed) {
      lastRevealed = index;
      Platform.runLater(this::reveal);
    }
  }

  private void keyPressed(KeyEvent event) {
    if (event.isAltDown() || event.isShortcutDown()) {
      return;
    }
    int page = Math.max(1, sight.count() - 1);
    ComparedRow row = model.selectedProperty().get();
    switch (event.getCode()) {
      case J, DOWN -> model.move(1);
      case K, UP -> model.move(-1);
      case PAGE_DOWN -> model.move(page);
      case PAGE_UP -> model.move(-page);
      case HOME -> model.move(Integer.MIN_VALUE / 2);
      case END -> model.move(Integer.MAX_VALUE / 2);
      case N -> next(!event.isShiftDown());
      case H, LEFT -> foldOrLeave(row);
      case L, RIGHT -> fold(row, false);
      case ENTER -> fold(row, row != null && !row.folded());
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void fold(@Nullable ComparedRow row, boolean fold) {
    if (row != null) {
      model.fold(row, fold);
    }
  }

  /** Folds; what is folded already, or can't be, hands over to its parent. */
  private void foldOrLeave(@Nullable ComparedRow row) {
    if (row != null && row.canFold() && !row.folded()) {
      model.fold(row, true);
    } else {
      model.selectParent();
    }
  }

  /** Brings the selected row into sight, by as little as it takes. */
  private void reveal() {
    sight.reveal(model.indexOfSelected());
  }

  /** The names of the columns, over them. */
  private final class Titles extends Pane {
    private static final double UPPER = 4;
    private static final double LOWER = 21;

    private final Label span = Parts.label("Span", "column-title");
    private final Label differs = Parts.label("Differs in", "column-title");
    private final List<Label> measures = new ArrayList<>();
    private final List<Label> sides = new ArrayList<>();

    Titles() {
      getStyleClass().add("compared-titles");
      setMinHeight(TITLES);
      setMaxHeight(TITLES);
      getChildren().addAll(span, differs);
      for (String measure : MEASURES) {
        measures.add(Parts.label(measure, "column-title"));
        for (String side : List.of("left", "right", "+/−")) {
          sides.add(Parts.label(side, "faint", "small"));
        }
      }
      getChildren().addAll(measures);
      getChildren().addAll(sides);
      getChildren().forEach(child -> child.setManaged(false));
      columns.addListener(observable -> requestLayout());
    }

    @Override
    protected void layoutChildren() {
      Columns places = columns.get();
      place(span, 12, LOWER);
      differs.setVisible(places.differsWidth() > 0);
      place(differs, places.differs(), LOWER);
      boolean both = places.hasBothSides();
      for (int i = 0; i < sides.size(); i++) {
        Label side = sides.get(i);
        side.setVisible(both || i % 3 == 2);
        if (side.isVisible()) {
          place(side, places.numbers().get(both ? i : i / 3) - side.prefWidth(-1), LOWER);
        }
      }
      for (int i = 0; i < measures.size(); i++) {
        Label measure = measures.get(i);
        double ends = places.numbers().get(both ? 3 * i + 2 : i);
        double begins = both ? places.numbers().get(3 * i) - Columns.width(0) : ends;
        double width = measure.prefWidth(-1);
        place(measure, both ? (begins + ends + 20 - width) / 2 : ends - width, UPPER);
      }
    }

    private void place(Label label, double x, double y) {
      label.resizeRelocate(Math.round(x), y, label.prefWidth(-1), label.prefHeight(-1));
    }
  }
}
