package dev.opikdesktop.desktop.explorer.projects;

import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;

/** Name and description of a project, new or known. */
final class ProjectForm {
  private final ProjectsModel model;
  private final @Nullable Project project;
  private final Popup popup = new Popup();
  private final TextField name = new TextField();
  private final TextField description = new TextField();
  private final Label problem = Parts.label("", "danger", "small");

  /**
   * @param project the one that is changed; null for a new one
   */
  ProjectForm(ProjectsModel model, @Nullable Project project) {
    this.model = model;
    this.project = project;
    name.setId("project-name");
    name.setPromptText("Name");
    name.setAccessibleText("Name of the project");
    description.setId("project-description");
    description.setPromptText("What it is about");
    description.setAccessibleText("Description of the project");
    if (project != null) {
      name.setText(project.name());
      name.setDisable(!model.canGo(project));
      description.setText(project.description() == null ? "" : project.description());
    }
    name.setOnAction(event -> save());
    description.setOnAction(event -> save());
    Button save = Parts.button(project == null ? "Create" : "Save", this::save);
    save.setId("project-save");
    problem.setWrapText(true);
    problem.setMaxWidth(300);
    HBox buttons = new HBox(8, problem, Parts.spacer(), save);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox content =
        new VBox(
            8,
            Parts.label(project == null ? "New project" : "Project", "strong"),
            name,
            description,
            buttons);
    content.setPrefWidth(360);
    content.getStyleClass().add("popover");
    popup.getContent().add(content);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
  }

  void show(Node owner) {
    Bounds at = owner.localToScreen(owner.getBoundsInLocal());
    popup.show(owner, Math.max(at.getMinX(), at.getMaxX() - 384), at.getMaxY() + 4);
    TextField first = name.isDisabled() ? description : name;
    first.requestFocus();
    first.selectAll();
  }

  private void save() {
    if (name.getText().isBlank()) {
      problem.setText("A project needs a name");
    } else if (project == null) {
      model.create(name.getText(), description.getText(), this::done);
    } else {
      model.change(project, name.getText(), description.getText(), this::done);
    }
  }

  private void done(String failure) {
    problem.setText(failure);
    if (failure.isEmpty()) {
      popup.hide();
    }
  }
}
