package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * All columns of a kind of row with a box to show each, found by a word of their titles, and moved
 * by a drag or by Alt and an arrow.
 */
final class ColumnsMenu {
  private static final double WIDTH = 252;
  private static final double HEIGHT = 372;
  private static final double DRAG_BEGINS = 4;

  /** Metadata may have thousands of keys, most of which one has to name. */
  private static final int MOST_OF_A_SECTION = 200;

  private final ColumnsModel columns;
  private final Popup popup = new Popup();
  private final TextField search = new TextField();
  private final VBox boxes = new VBox(1);
  private final Region dropSign = new Region();
  private final ScrollPane scroll;
  private final CheckBox all = new CheckBox("All");
  private final Label counted = Parts.label("", "muted", "small");
  private final List<Line> lines = new ArrayList<>();

  private ColumnsMenu(ColumnsModel columns) {
    this.columns = columns;
    search.setPromptText("Find a column");
    search.setAccessibleText("Find a column");
    search.textProperty().subscribe(text -> fill());
    dropSign.getStyleClass().add("drop-sign");
    dropSign.setManaged(false);
    dropSign.setVisible(false);
    scroll = new ScrollPane(new StackPane(boxes, dropSign));
    scroll.setFitToWidth(true);
    scroll.setPrefSize(WIDTH, HEIGHT);
    scroll.getStyleClass().add("menu-scroll");
    all.setAllowIndeterminate(false);
    all.setOnAction(event -> showAll(all.isSelected()));
    HBox foot = new HBox(8, all, Parts.spacer(), counted);
    foot.setAlignment(Pos.CENTER_LEFT);
    VBox content =
        new VBox(
            8,
            search,
            scroll,
            foot,
            Parts.label("Drag, or Alt ↑ Alt ↓, to move", "faint", "small"));
    content.setId("columns-menu");
    content.getStyleClass().add("popover");
    popup.getContent().add(content);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
  }

  static void show(ColumnsModel columns, Node owner) {
    ColumnsMenu menu = new ColumnsMenu(columns);
    Bounds at = owner.localToScreen(owner.getBoundsInLocal());
    menu.popup.show(owner, at.getMaxX() - WIDTH - 28, at.getMaxY() + 4);
    menu.search.requestFocus();
  }

  private void fill() {
    String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
    boxes.getChildren().clear();
    lines.clear();
    for (ColumnsModel.Section section : ColumnsModel.Section.values()) {
      List<ColumnsModel.Entry> found =
          columns.all(section).stream()
              .filter(entry -> entry.column().title().toLowerCase(Locale.ROOT).contains(wanted))
              .toList();
      if (!found.isEmpty() && !section.title().isEmpty()) {
        boxes.getChildren().add(Parts.label(section.title(), "nav-group"));
      }
      for (ColumnsModel.Entry entry : found.stream().limit(MOST_OF_A_SECTION).toList()) {
        Line line = new Line(section, entry);
        lines.add(line);
        boxes.getChildren().add(line);
      }
      int more = found.size() - MOST_OF_A_SECTION;
      if (more > 0) {
        boxes.getChildren().add(Parts.label(more + " more, found by name", "faint", "small"));
      }
    }
    count();
  }

  /** All that every row has, and scores; metadata may have hundreds of keys. */
  private void showAll(boolean shown) {
    columns.all().stream()
        .filter(ColumnsMenu::isCounted)
        .filter(entry -> shown || !entry.column().usual())
        .forEach(entry -> columns.show(entry, shown));
    fill();
  }

  private static boolean isCounted(ColumnsModel.Entry entry) {
    return ColumnsModel.Section.of(entry.column()) != ColumnsModel.Section.METADATA;
  }

  private void count() {
    List<ColumnsModel.Entry> some = columns.all().stream().filter(ColumnsMenu::isCounted).toList();
    long shown = some.stream().filter(ColumnsModel.Entry::shown).count();
    long metadata = columns.shown().stream().filter(entry -> !isCounted(entry)).count();
    counted.setText(
        shown
            + " of "
            + some.size()
            + " selected"
            + (metadata == 0 ? "" : ", " + metadata + " of metadata"));
    all.setSelected(shown == some.size());
    all.setIndeterminate(shown > 0 && shown < some.size());
  }

  private List<Line> linesOf(ColumnsModel.Section section) {
    return lines.stream().filter(line -> line.section == section).toList();
  }

  /**
   * Puts a column elsewhere among those of its section that are listed.
   *
   * @param to the place that it has then
   */
  private void move(Line moved, int to) {
    List<Line> others = new ArrayList<>(linesOf(moved.section));
    others.remove(moved);
    if (to < 0 || to > others.size() || others.isEmpty()) {
      return;
    }
    if (to < others.size()) {
      columns.move(moved.entry, others.get(to).entry);
    } else {
      columns.moveBehind(moved.entry, others.getLast().entry);
    }
    double scrolled = scroll.getVvalue();
    fill();
    scroll.setVvalue(scrolled);
    lines.stream()
        .filter(line -> line.entry == moved.entry)
        .findFirst()
        .ifPresent(line -> line.box.requestFocus());
  }

  /** A column with its box and what it is taken by. */
  private final class Line extends HBox {
    private final ColumnsModel.Section section;
    private final ColumnsModel.Entry entry;
    private final CheckBox box;
    private double pressedY;
    private boolean moving;

    Line(ColumnsModel.Section section, ColumnsModel.Entry entry) {
      this.section = section;
      this.entry = entry;
      box = new CheckBox(entry.column().title());
      box.setMnemonicParsing(false);
      box.setSelected(entry.shown());
      box.setMaxWidth(Double.MAX_VALUE);
      box.setOnAction(
          event -> {
            columns.show(entry, box.isSelected());
            count();
          });
      HBox.setHgrow(box, Priority.ALWAYS);
      Label handle = new Label(null, Parts.icon(Feather.MORE_VERTICAL));
      handle.getStyleClass().add("drag-handle");
      handle.setCursor(Cursor.MOVE);
      handle.setAccessibleText("Move " + entry.column().title());
      getChildren().addAll(box, handle);
      getStyleClass().add("column-line");
      setAlignment(Pos.CENTER_LEFT);
      addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
      handle.setOnMousePressed(event -> pressedY = event.getSceneY());
      handle.setOnMouseDragged(this::dragged);
      handle.setOnMouseReleased(this::released);
    }

    private int place() {
      return linesOf(section).indexOf(this);
    }

    private void keyPressed(KeyEvent event) {
      boolean up = event.getCode() == KeyCode.UP;
      if (event.isAltDown() && (up || event.getCode() == KeyCode.DOWN)) {
        move(this, place() + (up ? -1 : 1));
        event.consume();
      }
    }

    private void dragged(MouseEvent event) {
      if (!moving && Math.abs(event.getSceneY() - pressedY) < DRAG_BEGINS) {
        return;
      }
      moving = true;
      setOpacity(0.5);
      Line before = before(event.getSceneY());
      Line last = linesOf(section).getLast();
      double y = before == null ? last.getLayoutY() + last.getHeight() : before.getLayoutY() - 1;
      dropSign.resizeRelocate(0, y - 1, boxes.getWidth(), 2);
      dropSign.setVisible(true);
      Bounds view = scroll.localToScene(scroll.getLayoutBounds());
      if (event.getSceneY() < view.getMinY() + 12) {
        scroll.setVvalue(scroll.getVvalue() - 0.03);
      } else if (event.getSceneY() > view.getMaxY() - 12) {
        scroll.setVvalue(scroll.getVvalue() + 0.03);
      }
    }

    private void released(MouseEvent event) {
      if (moving) {
        Line before = before(event.getSceneY());
        List<Line> others = new ArrayList<>(linesOf(section));
        others.remove(this);
        int to = before == null ? others.size() : before == this ? place() : others.indexOf(before);
        moving = false;
        setOpacity(1);
        dropSign.setVisible(false);
        move(this, to);
      }
    }

    /** The line of the section that something dropped there would stand before. */
    private @Nullable Line before(double sceneY) {
      double y = boxes.sceneToLocal(0, sceneY).getY();
      return linesOf(section).stream()
          .filter(line -> y < line.getLayoutY() + line.getHeight() / 2)
          .findFirst()
          .orElse(null);
    }
  }
}
