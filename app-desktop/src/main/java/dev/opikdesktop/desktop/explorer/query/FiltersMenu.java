package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.PopupWindow;
import javafx.util.Subscription;

/** All that can be asked about, found by a word of its title, with a pin for each. */
final class FiltersMenu {
  private static final double WIDTH = 320;
  private static final double HEIGHT = 340;

  private final QueryModel model;
  private final Consumer<Subject> edit;
  private final Popup popup = new Popup();
  private final TextField search = new TextField();
  private final VBox rows = new VBox();
  private List<Subject> found = List.of();

  /**
   * @param edit opens the editor of a new condition
   */
  FiltersMenu(QueryModel model, Consumer<Subject> edit) {
    this.model = model;
    this.edit = edit;
    search.setId("filter-search");
    search.setPromptText("Find what to filter by");
    search.setAccessibleText("Find what to filter by");
    search.textProperty().subscribe(text -> fill());
    search.setOnAction(
        event -> {
          if (!found.isEmpty()) {
            choose(found.getFirst());
          }
        });
    ScrollPane scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.setPrefSize(WIDTH, HEIGHT);
    scroll.getStyleClass().add("menu-scroll");
    VBox content = new VBox(8, search, scroll, foot());
    content.setId("all-filters");
    content.getStyleClass().add("popover");
    popup.getContent().add(content);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    popup.setAnchorLocation(PopupWindow.AnchorLocation.CONTENT_TOP_LEFT);
    for (String field : List.of("feedback_scores", "span_feedback_scores")) {
      if (model.fields().find(field).isPresent()) {
        model.lookUp(Subject.of(field));
      }
    }
    Subscription growing =
        model.vocabulary().versionProperty().subscribe((before, version) -> fill());
    popup.setOnHidden(event -> growing.unsubscribe());
  }

  void show(Node owner, double x, double y) {
    popup.show(owner.getScene().getWindow(), x, y);
    search.requestFocus();
  }

  private Node foot() {
    Button clear =
        Parts.button(
            "Clear all",
            () -> {
              popup.hide();
              model.clear();
            });
    clear.setId("clear-filters");
    clear.setDisable(!model.isAsking());
    Button usual =
        Parts.button(
            "Usual pins",
            () -> {
              model.resetPins();
              fill();
            });
    Parts.present(usual, model.canPin());
    for (Button button : List.of(clear, usual)) {
      button.getStyleClass().add("quiet-button");
    }
    HBox foot = new HBox(6, clear, Parts.spacer(), usual);
    foot.setAlignment(Pos.CENTER_LEFT);
    return foot;
  }

  /** Pinned ones first, as long as nothing is searched for. */
  private void fill() {
    List<Subject> all = model.subjects(search.getText());
    List<Subject> order = new ArrayList<>();
    if (search.getText().isBlank()) {
      order.addAll(model.pinned());
      all = all.stream().filter(subject -> !order.contains(subject)).toList();
    }
    order.addAll(all);
    found = order;
    rows.getChildren().setAll(found.stream().map(this::row).toList());
    if (found.isEmpty()) {
      rows.getChildren().add(Parts.label("Nothing of that name", "muted", "small"));
    }
  }

  private Node row(Subject subject) {
    Label title = Parts.label(subject.title());
    title.setMinWidth(HBox.USE_PREF_SIZE);
    Label asked = Parts.label(asked(subject), "muted", "smaller");
    HBox words = new HBox(8, title, asked);
    words.setAlignment(Pos.CENTER_LEFT);
    Button name = new Button(null, words);
    name.getStyleClass().add("filter-name");
    name.setAccessibleText((subject.title() + " " + asked.getText()).strip());
    name.setMaxWidth(Double.MAX_VALUE);
    name.setOnAction(event -> choose(subject));
    HBox.setHgrow(name, Priority.ALWAYS);
    return new HBox(4, name, new PinToggle(model, subject));
  }

  private String asked(Subject subject) {
    return model.chipsProperty().get().stream()
        .filter(chip -> chip.editable() != null && subject.equals(chip.about()))
        .map(Chip::rest)
        .collect(Collectors.joining(", "));
  }

  private void choose(Subject subject) {
    popup.hide();
    edit.accept(subject);
  }
}
