package dev.opikdesktop.desktop.explorer.settings;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.beans.property.StringProperty;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Labels at the left, and what is written at the right of them. */
public class SettingsForm extends GridPane {
  private static final double LABELS = 130;

  public SettingsForm() {
    setHgap(16);
    setVgap(10);
    ColumnConstraints labels = new ColumnConstraints();
    labels.setMinWidth(LABELS);
    ColumnConstraints controls = new ColumnConstraints();
    controls.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(labels, controls);
    getStyleClass().add("settings-form");
  }

  /** Adds a row. */
  public final SettingsForm row(String label, Node control) {
    Label name = Parts.label(label, "muted", "settings-form-label");
    GridPane.setValignment(name, VPos.TOP);
    addRow(getRowCount(), name, control);
    return this;
  }

  /** A field for one line, in which Enter stores what is written. */
  public static TextField field(
      String id, String name, String prompt, StringProperty text, Runnable save) {
    TextField field = new TextField();
    field.setId(id);
    field.setAccessibleText(name);
    field.setPromptText(prompt);
    field.getStyleClass().add("settings-field");
    field.textProperty().bindBidirectional(text);
    HBox.setHgrow(field, Priority.ALWAYS);
    field.setOnAction(event -> save.run());
    return field;
  }
}
