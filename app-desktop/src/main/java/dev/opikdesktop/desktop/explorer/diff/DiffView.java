package dev.opikdesktop.desktop.explorer.diff;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.collections.ObservableListBase;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.kordamp.ikonli.feather.Feather;

/** Tabs with the parts of both sides, and the open one line by line; rows in sight have nodes. */
public final class DiffView extends VBox {
  static final double LINE_HEIGHT = 19;

  private static final String COLUMN_KEY = "diff-in-one-column";
  private static final double SCROLL_BAR = 14;

  /** Characters that a row may be longer than asked for, and one for luck. */
  private static final int SPARE = 3;

  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final DiffModel model;
  private final ListView<DiffRow> rows = new ListView<>();
  private final Map<DiffPart, ToggleButton> tabs = new EnumMap<>(DiffPart.class);
  private final double characterWidth = characterWidth();

  public DiffView(DiffModel model, WindowState state) {
    this.model = model;
    getStyleClass().add("diff");
    model.setInOneColumn(Boolean.parseBoolean(state.text(COLUMN_KEY, "false")));

    HBox bar = new HBox(16);
    bar.getStyleClass().add("tab-bar");
    for (DiffPart part : DiffPart.values()) {
      bar.getChildren().add(tab(part));
    }
    Label summary = Parts.label("", "muted", "smaller");
    summary.setId("diff-summary");
    summary.textProperty().bind(model.summaryProperty());
    summary.setMinWidth(0);
    ToggleButton logged = way("As logged", "Keys in the order in which they were logged");
    logged.setId("diff-as-logged");
    logged.setOnAction(event -> model.setAsLogged(logged.isSelected()));
    ToggleButton one = way("One column", "What was removed above what was added");
    one.setId("diff-one-column");
    one.setOnAction(
        event -> {
          state.put(COLUMN_KEY, Boolean.toString(one.isSelected()));
          model.setInOneColumn(one.isSelected());
          fit();
        });
    model.inOneColumnProperty().subscribe(one::setSelected);
    HBox ways = new HBox(logged, one);
    ways.setAlignment(Pos.CENTER_LEFT);
    bar.getChildren()
        .addAll(
            Parts.spacer(),
            summary,
            step(Feather.CHEVRON_UP, "Previous change", false),
            step(Feather.CHEVRON_DOWN, "Next change", true),
            ways);

    rows.setId("diff");
    rows.setAccessibleText("Lines of both sides");
    rows.getStyleClass().addAll("payload-lines", "diff-lines", "mono");
    rows.setFixedCellSize(LINE_HEIGHT);
    rows.setCellFactory(view -> new DiffCell(model));
    rows.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    rows.widthProperty().subscribe(this::fit);
    rows.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);

    Label message = Parts.label("", "muted");
    message.setId("diff-message");
    ProgressIndicator turning = new ProgressIndicator();
    turning.getStyleClass().add("small-spinner");
    Button stop = Parts.button("Stop", model::stop);
    stop.getStyleClass().add("quiet-button");
    Button retry = Parts.button("Compare again", () -> model.open(model.partProperty().get()));
    HBox said = new HBox(10, turning, message, stop, retry);
    said.setAlignment(Pos.CENTER);
    StackPane content = new StackPane(rows, said);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(bar, content);

    model.partProperty().subscribe(this::showTabs);
    model.differentProperty().subscribe(different -> showTabs());
    model.thereProperty().subscribe(there -> showTabs());
    model.rowsProperty().subscribe(this::show);
    model
        .stateProperty()
        .subscribe(
            shown -> {
              boolean comparing = shown == DiffModel.State.COMPARING;
              Parts.present(rows, shown == DiffModel.State.SHOWN);
              Parts.present(turning, comparing);
              Parts.present(stop, comparing);
              Parts.present(retry, shown == DiffModel.State.FAILED);
              message.setText(
                  switch (shown) {
                    case NOTHING, SHOWN -> "";
                    case COMPARING -> "Comparing";
                    case FAILED -> "Not compared";
                    case ABSENT ->
                        "No %s was logged on either side"
                            .formatted(model.partProperty().get().label().toLowerCase(Locale.ROOT));
                  });
            });
  }

  public void takeFocus() {
    rows.requestFocus();
  }

  /** Brings the next change into sight, or the one before; round and round. */
  public void step(boolean forward) {
    List<Integer> changes = model.rowsProperty().get().changes();
    if (changes.isEmpty()) {
      return;
    }
    int from = rows.getSelectionModel().getSelectedIndex();
    int next = forward ? changes.getFirst() : changes.getLast();
    for (int change : forward ? changes : changes.reversed()) {
      if (forward ? change > from : change < from) {
        next = change;
        break;
      }
    }
    rows.getSelectionModel().clearAndSelect(next);
    rows.scrollTo(Math.max(0, next - 3));
  }

  private Button step(Feather icon, String name, boolean forward) {
    Button button = Parts.iconButton(icon, name, () -> step(forward));
    button.getStyleClass().add("quiet-button");
    return button;
  }

  private static ToggleButton way(String text, String explained) {
    ToggleButton way = new ToggleButton(text);
    way.getStyleClass().add("way");
    way.setMinWidth(USE_PREF_SIZE);
    way.setTooltip(new Tooltip(explained));
    return way;
  }

  private ToggleButton tab(DiffPart part) {
    Region dot = new Region();
    dot.getStyleClass().add("diff-dot");
    ToggleButton tab = new ToggleButton(part.label(), dot);
    tab.setId("diff-" + part.name().toLowerCase(Locale.ROOT));
    tab.getStyleClass().addAll("page-tab", "diff-tab");
    tab.setMinWidth(USE_PREF_SIZE);
    tab.setOnAction(
        event -> {
          tab.setSelected(true);
          model.open(part);
        });
    tabs.put(part, tab);
    return tab;
  }

  private void showTabs() {
    tabs.forEach(
        (part, tab) -> {
          boolean differs = model.differentProperty().get().contains(part);
          boolean rare = part == DiffPart.MESSAGES || part == DiffPart.ERROR;
          tab.setSelected(part == model.partProperty().get());
          tab.getGraphic().setVisible(differs);
          tab.setAccessibleText(part.label() + (differs ? ", differs" : ""));
          Parts.present(tab, !rare || model.thereProperty().get().contains(part));
        });
  }

  private void show(DiffRows shown) {
    boolean unfolded = rows.getItems().size() > 0 && shown.size() > 0;
    int first = unfolded ? firstInSight() : 0;
    rows.setItems(new Rows(shown));
    if (!unfolded && !shown.changes().isEmpty()) {
      rows.scrollTo(Math.max(0, shown.changes().getFirst() - 3));
    } else {
      rows.scrollTo(Math.min(first, Math.max(0, shown.size() - 1)));
    }
  }

  private int firstInSight() {
    return rows.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
            && flow.getFirstVisibleCell() != null
        ? flow.getFirstVisibleCell().getIndex()
        : 0;
  }

  private void fit() {
    double width = rows.getWidth() - SCROLL_BAR;
    double side = model.inOneColumnProperty().get() ? width : width / 2;
    model.fit((int) ((side - DiffCell.GUTTER) / characterWidth) - SPARE);
  }

  private void keyPressed(KeyEvent event) {
    int at = rows.getSelectionModel().getSelectedIndex();
    boolean plain = !event.isAltDown() && !event.isShortcutDown();
    if (COPY.match(event)) {
      String selected =
          rows.getSelectionModel().getSelectedItems().stream()
              .map(DiffRow::text)
              .collect(Collectors.joining("\n"));
      Parts.copy(selected);
    } else if (plain && event.getCode() == KeyCode.N) {
      step(!event.isShiftDown());
    } else if (plain && (event.getCode() == KeyCode.J || event.getCode() == KeyCode.K)) {
      int next = Math.clamp(at + (event.getCode() == KeyCode.J ? 1L : -1L), 0, last());
      rows.getSelectionModel().clearAndSelect(next);
      if (next < firstInSight() || next >= firstInSight() + rows.getHeight() / LINE_HEIGHT - 2) {
        rows.scrollTo(Math.max(0, next - 3));
      }
    } else if (plain && event.getCode() == KeyCode.ENTER && at >= 0) {
      model.unfold(rows.getItems().get(at));
    } else {
      return;
    }
    event.consume();
  }

  private int last() {
    return Math.max(0, rows.getItems().size() - 1);
  }

  private static double characterWidth() {
    Text probe = new Text("0".repeat(100));
    probe.setFont(Font.font("JetBrains Mono", 12));
    return probe.getLayoutBounds().getWidth() / 100;
  }

  /** The rows as the list that a list view wants; each is made when it is asked for. */
  private static final class Rows extends ObservableListBase<DiffRow> {
    private final DiffRows rows;

    Rows(DiffRows rows) {
      this.rows = rows;
    }

    @Override
    public DiffRow get(int index) {
      return rows.get(index);
    }

    @Override
    public int size() {
      return rows.size();
    }
  }
}
