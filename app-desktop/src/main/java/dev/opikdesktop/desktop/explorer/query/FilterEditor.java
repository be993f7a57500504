package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.server.query.Operator;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.PopupWindow;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Key, operator, value and unit of one condition, under its chip. */
final class FilterEditor {
  private static final double WIDTH = 420;

  private final FilterDraft draft;
  private final Popup popup = new Popup();
  private final KnownField key;
  private final ComboBox<Operator> operator = new ComboBox<>();
  private final KnownField value;
  private final ComboBox<LengthUnit> unit = new ComboBox<>();
  private final Label problem = Parts.label("", "danger", "small");
  private final Button apply = Parts.button("Apply", this::ask);

  FilterEditor(FilterDraft draft) {
    this.draft = draft;
    key = new KnownField("filter-key", "Key", draft::keys, () -> false, this::ask);
    value =
        new KnownField(
            "filter-value",
            "Value",
            () -> draft.values(key.text()),
            () -> FilterDraft.takesSeveral(operator.getValue()),
            this::ask);
    operator.setId("filter-operator");
    operator.setAccessibleText("Operator");
    operator.setConverter(words(draft::words));
    operator.setMinWidth(HBox.USE_PREF_SIZE);
    operator
        .valueProperty()
        .subscribe(chosen -> Parts.present(value, chosen == null || !chosen.isAboutEmptiness()));
    unit.setId("filter-unit");
    unit.setAccessibleText("Unit");
    unit.setConverter(words(LengthUnit::sign));
    unit.getItems().setAll(LengthUnit.values());
    unit.setValue(draft.unit());
    unit.setMinWidth(76);
    unit.visibleProperty().bind(value.visibleProperty());
    Label sign = Parts.label(draft.sign(), "muted");
    sign.setMinSize(HBox.USE_PREF_SIZE, 28);
    apply.setId("filter-add");
    key.write("", draft.needsKey() ? "key" : "key, if only a part of it is meant");
    value.write(draft.text(), draft.example());
    key.whenChosen(this::keyChosen);
    key.line().textProperty().subscribe(text -> keyWritten());

    HBox.setHgrow(value, Priority.ALWAYS);
    HBox line = new HBox(6, operator, value);
    if (draft.subject().isDuration()) {
      line.getChildren().add(unit);
    } else if (!draft.sign().isEmpty()) {
      line.getChildren().add(sign);
    }
    VBox content = new VBox(8, header(), line, problem, foot());
    if (draft.choosesKey()) {
      content.getChildren().add(1, key);
    }
    problem.setWrapText(true);
    Parts.present(problem, false);
    content.setPrefWidth(WIDTH);
    content.setId("filter-editor");
    content.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    content.getStyleClass().add("popover");
    popup.getContent().add(content);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    popup.setAnchorLocation(PopupWindow.AnchorLocation.CONTENT_TOP_LEFT);
    Subscription growing =
        draft
            .model()
            .vocabulary()
            .versionProperty()
            .subscribe(
                version -> {
                  key.refresh();
                  value.refresh();
                });
    popup.setOnHidden(event -> growing.unsubscribe());
  }

  void show(Node owner, double x, double y) {
    popup.show(owner.getScene().getWindow(), x, y);
    if (draft.choosesKey() && draft.isNew()) {
      key.takeFocus();
    } else {
      keyChosen();
    }
  }

  private void keyChosen() {
    if (value.isVisible()) {
      value.takeFocus();
    } else {
      apply.requestFocus();
    }
  }

  private Node header() {
    Label title = Parts.label(draft.subject().title(), "strong");
    HBox header = new HBox(6, title, Parts.spacer(), new PinToggle(draft.model(), draft.subject()));
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private Node foot() {
    Button remove =
        Parts.button(
            "Remove",
            () -> {
              popup.hide();
              draft.remove();
            });
    remove.setId("filter-remove");
    remove.getStyleClass().add("quiet-button");
    Parts.present(remove, !draft.isNew());
    HBox foot = new HBox(6, remove, Parts.spacer(), apply);
    foot.setAlignment(Pos.CENTER_LEFT);
    return foot;
  }

  /** A box of choices keeps Escape for itself even when there is nothing to close. */
  private void keyPressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && !operator.isShowing() && !unit.isShowing()) {
      popup.hide();
      event.consume();
    }
  }

  private void keyWritten() {
    List<Operator> operators = draft.operators(key.text());
    if (!operators.equals(operator.getItems())) {
      operator.getItems().setAll(operators);
      operator.setValue(draft.operator(key.text()));
    }
    value.refresh();
  }

  private void ask() {
    String wrong = draft.ask(key.text(), operator.getValue(), value.text(), unit.getValue());
    problem.setText(wrong);
    Parts.present(problem, !wrong.isEmpty());
    if (wrong.isEmpty()) {
      popup.hide();
    }
  }

  private static <T> StringConverter<T> words(Function<T, String> text) {
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
