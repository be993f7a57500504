package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** What can be done with the marked rows. It stands where the filters stand while some are. */
final class MarkedBar extends HBox {
  private final LogsModel model;
  private final MarkedModel marked;
  private final BiConsumer<String, String> compare;
  private final Label count = Parts.label("", "strong");
  private final TextField tags = new TextField();

  /**
   * @param compare puts two traces side by side, by their ids
   */
  MarkedBar(LogsModel model, MarkedModel marked, BiConsumer<String, String> compare) {
    super(10);
    this.model = model;
    this.marked = marked;
    this.compare = compare;
    setId("marked");
    getStyleClass().add("marked-bar");
    setAlignment(Pos.CENTER_LEFT);
    count.setMinWidth(USE_PREF_SIZE);
    tags.setId("marked-tags");
    tags.setPromptText("Tags, between commas");
    tags.setAccessibleText("Tags to add or remove, between commas");
    tags.setPrefColumnCount(16);
    tags.setOnAction(event -> tag(true));
    Button add = Parts.button("Add tags", () -> tag(true));
    add.setId("marked-add-tags");
    Button remove = Parts.button("Remove tags", () -> tag(false));
    Button delete = Parts.button("Delete", this::delete);
    delete.setId("marked-delete");
    delete.setGraphic(Parts.icon(Feather.TRASH_2));
    Button compareButton = Parts.button("Compare", this::compare);
    compareButton.setId("marked-compare");
    compareButton.setGraphic(Parts.icon(Feather.COLUMNS));
    Label problem = Parts.label("", "danger");
    problem.textProperty().bind(marked.failureProperty());
    Button none = Parts.button("Unmark all", model.marks()::clear);
    getChildren()
        .addAll(count, compareButton, tags, add, remove, delete, problem, Parts.spacer(), none);
    for (Node write : new Node[] {tags, add, remove}) {
      Parts.present(write, !marked.isReadOnly());
    }
    model
        .marks()
        .countProperty()
        .subscribe(
            number -> {
              count.setText(number + " marked");
              Parts.present(compareButton, canCompare());
              Parts.present(delete, model.kind() != LogKind.SPANS && !marked.isReadOnly());
            });
  }

  /** Whether two traces are marked, and nothing else. */
  boolean canCompare() {
    return model.kind() == LogKind.TRACES && model.marks().countProperty().get() == 2;
  }

  /** Puts the two marked traces side by side, the older one at the left. */
  void compare() {
    if (canCompare()) {
      List<LogRow> two =
          model.marks().rows().stream().sorted(Comparator.comparing(LogRow::startTime)).toList();
      compare.accept(two.getFirst().id(), two.getLast().id());
    }
  }

  private void tag(boolean add) {
    List<String> words =
        List.of(tags.getText().split(",")).stream()
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .toList();
    if (!words.isEmpty()) {
      marked.tag(words, add);
      tags.clear();
    }
  }

  private void delete() {
    int number = model.marks().rows().size();
    String things = number == 1 ? model.kind().singular() : number + " " + model.kind().plural();
    if (Question.confirmed(
        this,
        "Delete " + things + " with everything in them?",
        "They can't be brought back.",
        "Delete")) {
      marked.delete();
    }
  }
}
