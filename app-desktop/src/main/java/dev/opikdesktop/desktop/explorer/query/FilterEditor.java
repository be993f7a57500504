package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import dev.opikdesktop.server.query.oql.OqlField;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Field, key, operator and value of one condition, each chosen from what there is. */
final class FilterEditor {
  private final QueryModel model;
  private final Popup popup = new Popup();
  private final ComboBox<OqlField> field = new ComboBox<>();
  private final ComboBox<String> key = new ComboBox<>();
  private final ComboBox<Operator> operator = new ComboBox<>();
  private final ComboBox<String> value = new ComboBox<>();
  private final Label problem = Parts.label("", "danger", "small");

  FilterEditor(QueryModel model) {
    this.model = model;
    field.setId("filter-field");
    key.setId("filter-key");
    operator.setId("filter-operator");
    value.setId("filter-value");
    field.setItems(FXCollections.observableArrayList(model.fields().all()));
    field.setConverter(words(found -> found.name().replace('_', ' ')));
    operator.setConverter(words(FilterEditor::words));
    key.setEditable(true);
    value.setEditable(true);
    field.setPromptText("Field");
    key.setPromptText("key");
    value.setPromptText("value");
    field.setAccessibleText("Field");
    key.setAccessibleText("Key");
    operator.setAccessibleText("Operator");
    value.setAccessibleText("Value");
    field.setPrefWidth(150);
    key.setPrefWidth(140);
    operator.setPrefWidth(130);
    value.setPrefWidth(170);
    field.valueProperty().subscribe(this::fieldChosen);
    key.getEditor().textProperty().subscribe(text -> keyWritten());
    operator
        .valueProperty()
        .subscribe(chosen -> Parts.present(value, chosen == null || !chosen.isAboutEmptiness()));
    value.getEditor().setOnAction(event -> add());
    Button add = Parts.button("Add", this::add);
    add.setId("filter-add");
    HBox line = new HBox(6, field, key, operator, value, add);
    line.setAlignment(Pos.CENTER_LEFT);
    VBox content = new VBox(6, line, problem);
    content.getStyleClass().add("popover");
    popup.getContent().add(content);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    field.setValue(model.fields().all().getFirst());
  }

  void show(Node owner, double x, double y) {
    popup.show(owner, x, y);
    field.requestFocus();
  }

  private void fieldChosen(@Nullable OqlField chosen) {
    if (chosen == null) {
      return;
    }
    Parts.present(key, chosen.takesKey());
    key.getItems().setAll(model.vocabulary().keys(chosen.name()));
    key.getEditor().clear();
    keyWritten();
  }

  private void keyWritten() {
    OqlField chosen = field.getValue();
    if (chosen == null) {
      return;
    }
    boolean keyed = !key.getEditor().getText().isBlank() || chosen.needsKey();
    List<Operator> operators = chosen.operators(keyed);
    if (!operators.equals(operator.getItems())) {
      operator.getItems().setAll(operators);
      operator.setValue(usual(chosen, keyed, operators));
    }
    value
        .getItems()
        .setAll(
            model.vocabulary().values(chosen.name(), key.getEditor().getText().strip()).stream()
                .map(text -> text.substring(1, text.length() - 1).replace("\"\"", "\""))
                .toList());
  }

  private static @Nullable Operator usual(OqlField field, boolean keyed, List<Operator> operators) {
    boolean number = field.type(keyed).filter(type -> type == FieldType.NUMBER).isPresent();
    Operator wanted = number ? Operator.GREATER : Operator.CONTAINS;
    return operators.contains(wanted) ? wanted : operators.isEmpty() ? null : operators.getFirst();
  }

  private void add() {
    OqlField chosen = field.getValue();
    Operator asked = operator.getValue();
    if (chosen == null || asked == null) {
      return;
    }
    String keyText = chosen.takesKey() ? key.getEditor().getText().strip() : "";
    String text = asked.isAboutEmptiness() ? "" : value.getEditor().getText().strip();
    if (chosen.needsKey() && keyText.isEmpty()) {
      problem.setText("This field needs a key");
    } else if (text.isEmpty() && !asked.isAboutEmptiness()) {
      problem.setText("A value is missing");
    } else if (!fits(chosen, keyText, asked, text)) {
      problem.setText("The field has no such value");
    } else {
      popup.hide();
      model.add(chosen.name(), keyText, asked, text);
    }
  }

  private static boolean fits(OqlField field, String key, Operator operator, String value) {
    return field
        .type(!key.isEmpty())
        .flatMap(type -> new Oql.Condition(field.name(), key, operator, value).operand(type))
        .isPresent();
  }

  private static String words(Operator operator) {
    return operator.word().replace('_', ' ');
  }

  private static <T> StringConverter<T> words(java.util.function.Function<T, String> text) {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable T chosen) {
        return chosen == null ? "" : text.apply(chosen);
      }

      @Override
      public @Nullable T fromString(String written) {
        return null;
      }
    };
  }
}
