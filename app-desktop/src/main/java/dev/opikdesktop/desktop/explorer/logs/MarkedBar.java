package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** What can be done with the marked rows. It stands where the filters stand while some are. */
final class MarkedBar extends HBox {
  private final LogsModel model;
  private final MarkedModel marked;
  private final BiConsumer<String, String> compare;
  private final Label count = Parts.label("", "strong");
  private final Hyperlink everything = new Hyperlink();
  private final TextField tags = new TextField();

  /**
   * @param compare puts two traces side by side, by their ids
   */
  MarkedBar(
      LogsModel model, MarkedModel marked, ExportMenu export, BiConsumer<String, String> compare) {
    super(8);
    this.model = model;
    this.marked = marked;
    this.compare = compare;
    setId("marked");
    getStyleClass().add("marked-bar");
    setAlignment(Pos.CENTER_LEFT);
    count.setId("marked-count");
    count.setMinWidth(USE_PREF_SIZE);
    everything.setId("mark-everything");
    everything.setMinWidth(USE_PREF_SIZE);
    everything.setOnAction(event -> model.marks().setEverything());
    tags.setId("marked-tags");
    tags.setPromptText("Tags, between commas");
    tags.setAccessibleText("Tags to add or remove, between commas");
    tags.setPrefColumnCount(13);
    tags.setOnAction(event -> tag(true));
    Button add = Parts.button("Add tags", () -> tag(true));
    add.setId("marked-add-tags");
    Button remove = Parts.button("Remove tags", () -> tag(false));
    Button exports = export.button("marked-export", model::chosen);
    Button delete = Parts.button("Delete", this::delete);
    delete.setId("marked-delete");
    delete.getStyleClass().add("danger-button");
    delete.setGraphic(Parts.icon(Feather.TRASH_2));
    Button compareButton = Parts.button("Compare", this::compare);
    compareButton.setId("marked-compare");
    compareButton.setGraphic(Parts.icon(Feather.COLUMNS));
    HBox actions = new HBox(8, compareButton, tags, add, remove, exports, delete);
    actions.setAlignment(Pos.CENTER_LEFT);
    actions
        .disableProperty()
        .bind(
            marked.progressProperty().isNotEmpty().or(model.marks().countProperty().isEqualTo(0)));
    for (Node write : new Node[] {tags, add, remove}) {
      Parts.present(write, !marked.isReadOnly());
    }
    Button none = Parts.iconButton(Feather.X, "Unmark all", this::clear);
    none.setId("unmark-all");
    getChildren()
        .addAll(
            count,
            everything,
            actions,
            progress(),
            export.sign(),
            result(),
            problem(),
            Parts.spacer(),
            none);
    model
        .marks()
        .versionProperty()
        .subscribe(version -> Parts.present(compareButton, canCompare()));
    model.marks().countProperty().subscribe(number -> showCount());
    model.marks().everythingProperty().subscribe(all -> showCount());
    model.totalProperty().subscribe(number -> showCount());
    model
        .queryProperty()
        .subscribe(
            query -> Parts.present(delete, query.kind() != LogKind.SPANS && !marked.isReadOnly()));
  }

  private Node progress() {
    Label text = Parts.label("", "muted", "smaller");
    text.textProperty().bind(marked.progressProperty());
    text.setMinWidth(USE_PREF_SIZE);
    Button stop = Parts.iconButton(Feather.X, "Stop", marked::stop);
    stop.getStyleClass().setAll("chip-remove");
    HBox box = new HBox(4, text, stop);
    box.setAlignment(Pos.CENTER_LEFT);
    marked.progressProperty().subscribe(shown -> Parts.present(box, !shown.isEmpty()));
    return box;
  }

  private Node result() {
    Label result = Parts.label("", "muted", "smaller");
    result.setId("marked-result");
    result.textProperty().bind(marked.resultProperty());
    result.setMinWidth(USE_PREF_SIZE);
    marked.resultProperty().subscribe(said -> Parts.present(result, !said.isEmpty()));
    return result;
  }

  private void clear() {
    model.marks().clear();
    marked.dismissFailure();
  }

  private Node problem() {
    Label problem = Parts.label("", "danger", "smaller");
    problem.textProperty().bind(marked.failureProperty());
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(marked.failureProperty());
    problem
        .tooltipProperty()
        .bind(
            Bindings.when(problem.textProperty().isEmpty()).then((Tooltip) null).otherwise(whole));
    return problem;
  }

  private void showCount() {
    long number = model.marks().countProperty().get();
    long total = model.totalProperty().get();
    boolean all = model.marks().everythingProperty().get();
    count.setText("%,d marked".formatted(number));
    everything.setText("Mark all %,d".formatted(total));
    everything.setAccessibleText("Mark all " + model.countText() + " that match");
    Parts.present(everything, !all && total > number);
  }

  /** Whether two traces are marked, and nothing else. */
  boolean canCompare() {
    return model.kind() == LogKind.TRACES && model.marks().rows().size() == 2;
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
    long number = model.marks().countProperty().get();
    if (DeleteQuestion.of(model.kind(), number, model.marks().rows()).confirmed(this)) {
      marked.delete();
    }
  }
}
