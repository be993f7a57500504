package dev.opikdesktop.desktop.explorer.settings.definitions;

import dev.opikdesktop.desktop.explorer.settings.SettingsForm;
import dev.opikdesktop.desktop.explorer.settings.definitions.DefinitionDraft.Category;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Segments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.Observable;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What one definition is written in. */
final class DefinitionForm extends SettingsForm {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final DefinitionsModel model;
  private final DefinitionDraft draft;
  private final TextField name;
  private final VBox categories = new VBox(6);
  private final Map<StringProperty, TextField> fields = new HashMap<>();

  DefinitionForm(DefinitionsModel model, DefinitionDraft draft) {
    this.model = model;
    this.draft = draft;
    name = field("definition-name", "Name", "helpful", draft.name());
    row("Name", name)
        .row(
            "Description",
            field(
                "definition-description",
                "Description",
                "When to give which value",
                draft.description()))
        .row(
            "Scored with",
            new Segments<>(
                "definition-type",
                List.of(DefinitionDraft.Type.values()),
                draft.type(),
                DefinitionDraft.Type::label))
        .row("Values", values());
    draft.categories().addListener((Observable observable) -> showCategories());
    showCategories();
  }

  /** Where the keyboard goes. */
  TextField first() {
    return name;
  }

  /** What the type asks for; the others wait behind it. */
  private Node values() {
    HBox number =
        beside(
            small("definition-least", "Least value", draft.least()),
            Parts.label("to", "muted"),
            small("definition-most", "Greatest value", draft.most()));
    Button add = Parts.button("Add a category", draft::addCategory);
    add.setId("add-category");
    add.setGraphic(Parts.icon(Feather.PLUS));
    VBox words = new VBox(8, categories, add);
    VBox labels =
        new VBox(
            6,
            beside(
                Parts.label("1 is", "muted", "value-label"),
                field("definition-yes", "Word for 1", "Yes", draft.yes())),
            beside(
                Parts.label("0 is", "muted", "value-label"),
                field("definition-no", "Word for 0", "No", draft.no())));
    draft
        .type()
        .subscribe(
            type -> {
              Parts.present(number, type == DefinitionDraft.Type.NUMERICAL);
              Parts.present(words, type == DefinitionDraft.Type.CATEGORICAL);
              Parts.present(labels, type == DefinitionDraft.Type.BOOLEAN);
            });
    return new VBox(number, words, labels);
  }

  private void showCategories() {
    boolean grew = categories.getChildren().size() == draft.categories().size() - 1;
    categories.getChildren().clear();
    for (int i = 0; i < draft.categories().size(); i++) {
      Category category = draft.categories().get(i);
      int number = i + 1;
      TextField word = field("category-" + number, "Category " + number, "Word", category.word());
      TextField value =
          small("category-value-" + number, "Value of category " + number, category.value());
      Button remove =
          Parts.iconButton(
              Feather.X, "Remove category " + number, () -> draft.categories().remove(category));
      remove.getStyleClass().add("entry-action");
      remove.setDisable(draft.categories().size() <= 2);
      categories.getChildren().add(beside(word, value, remove));
    }
    if (grew && getScene() != null && !draft.categories().isEmpty()) {
      TextField last = fields.get(draft.categories().getLast().word());
      if (last != null) {
        last.requestFocus();
      }
    }
  }

  private TextField small(String id, String name, StringProperty text) {
    TextField field = field(id, name, "0", text);
    field.setPrefColumnCount(6);
    field.getStyleClass().add("number-field");
    HBox.setHgrow(field, Priority.NEVER);
    return field;
  }

  private TextField field(String id, String name, String prompt, StringProperty text) {
    TextField field = field(id, name, prompt, text, this::save);
    field.textProperty().addListener(observable -> field.pseudoClassStateChanged(WRONG, false));
    fields.put(text, field);
    return field;
  }

  private static HBox beside(Node... parts) {
    HBox row = new HBox(8, parts);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** Stores it, or shows what has to be mended. */
  void save() {
    fields.values().forEach(field -> field.pseudoClassStateChanged(WRONG, false));
    DefinitionDraft.Fault fault = model.save();
    TextField wrong = fault == null ? null : fields.get(fault.at());
    if (wrong != null) {
      wrong.pseudoClassStateChanged(WRONG, true);
      wrong.requestFocus();
    }
  }
}
