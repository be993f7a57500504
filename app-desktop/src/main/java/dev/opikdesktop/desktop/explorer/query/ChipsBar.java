package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.server.query.oql.Oql;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * The query as chips, one for each condition that has to hold and one for each pin without a
 * condition, and a way to all others.
 */
public final class ChipsBar extends FlowPane {
  private static final double WIDEST = 260;

  private final QueryModel model;
  private final Runnable write;
  private final Button add;

  /** Where there is no text to change. */
  public ChipsBar(QueryModel model) {
    this(model, () -> {});
  }

  /**
   * @param write lets the query be changed as a text, where no editor can
   */
  public ChipsBar(QueryModel model, Runnable write) {
    super(6, 4);
    this.model = model;
    this.write = write;
    setId("chips");
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("chips");
    add = new Button("All filters", Parts.icon(Feather.PLUS));
    add.setId("add-filter");
    add.getStyleClass().addAll("chip", "add-chip");
    add.setMinWidth(USE_PREF_SIZE);
    add.setTooltip(new Tooltip("All that can be filtered by, and what has a chip"));
    add.setOnAction(event -> openEditor());
    // Rows are counted as high as the bar is wide, however wide it would like to be.
    widthProperty().subscribe(width -> setPrefWrapLength(Math.max(width.doubleValue(), 1)));
    model.chipsProperty().subscribe(this::show);
  }

  /** Opens the list of all that can be asked about. */
  public void openEditor() {
    openEditor(add);
  }

  /** Opens it under something else. */
  public void openEditor(Node owner) {
    Bounds at = owner.localToScreen(owner.getBoundsInLocal());
    new FiltersMenu(model, subject -> edit(subject, null, owner, at))
        .show(owner, at.getMinX(), at.getMaxY() + 4);
  }

  private void edit(Subject subject, Oql.@Nullable Condition condition, Node owner, Bounds at) {
    new FilterEditor(new FilterDraft(model, subject, condition))
        .show(owner, at.getMinX(), at.getMaxY() + 4);
  }

  private void show(List<Chip> chips) {
    List<Node> shown = new ArrayList<>();
    for (Chip chip : chips) {
      shown.add(chip.isEmpty() ? emptyNode(chip) : node(chip));
    }
    shown.add(add);
    if (chips.stream().filter(chip -> !chip.isEmpty()).count() > 1) {
      Button clear = Parts.button("Clear", model::clear);
      clear.getStyleClass().add("quiet-button");
      shown.add(clear);
    }
    getChildren().setAll(shown);
  }

  private Node emptyNode(Chip chip) {
    Button node = new Button(chip.title());
    node.setId("chip-" + chip.title().replace(' ', '-'));
    node.getStyleClass().addAll("chip", "empty-chip");
    node.setMnemonicParsing(false);
    Parts.named(node, "Filter by " + chip.title());
    node.setOnAction(event -> open(chip, node));
    return node;
  }

  private Node node(Chip chip) {
    HBox words = new HBox(4);
    words.setAlignment(Pos.CENTER_LEFT);
    if (!chip.title().isEmpty()) {
      words.getChildren().add(Parts.label(chip.title(), "chip-subject"));
    }
    if (!chip.rest().isEmpty()) {
      words.getChildren().add(Parts.label(chip.rest(), "chip-text"));
    }
    for (Node word : words.getChildren()) {
      ((Label) word).setMaxWidth(WIDEST);
    }
    Button open = new Button(null, words);
    open.getStyleClass().add("chip-open");
    open.setAccessibleText(chip.text());
    open.setTooltip(new Tooltip(chip.condition() == null ? chip.text() : chip.condition().text()));
    Button remove = Parts.iconButton(Feather.X, "Remove " + chip.text(), () -> model.remove(chip));
    remove.getStyleClass().setAll("chip-remove");
    HBox node = new HBox(open, remove);
    node.getStyleClass().addAll("chip", "full-chip");
    node.setAlignment(Pos.CENTER_LEFT);
    open.setOnAction(event -> open(chip, node));
    open.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
            model.remove(chip);
            event.consume();
          }
        });
    return node;
  }

  private void open(Chip chip, Node node) {
    Subject about = chip.about();
    if (about == null) {
      write.run();
    } else {
      edit(about, chip.editable(), this, node.localToScreen(node.getBoundsInLocal()));
    }
  }
}
