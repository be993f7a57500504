package dev.opikdesktop.desktop.explorer.projects;

import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.snippet.WelcomeView;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The page of all projects. */
public final class ProjectsView extends VBox {
  private final ProjectsModel model;
  private final Consumer<Project> open;
  private final TableView<Project> table = new TableView<>();
  private final TextField search = new TextField();

  /**
   * @param open what a click on a project does
   */
  public ProjectsView(ProjectsModel model, URI restUrl, Consumer<Project> open) {
    this.model = model;
    this.open = open;
    getStyleClass().add("page");

    search.setId("project-search");
    search.setPromptText("Search projects");
    search.setAccessibleText("Search projects by name or description");
    search.getStyleClass().add("search");
    search.setPrefColumnCount(28);
    search.textProperty().bindBidirectional(model.searchProperty());
    HBox top = new HBox(12, Parts.label("Projects", "title"), Parts.spacer(), search);
    top.getStyleClass().add("top-bar");

    buildTable();
    WelcomeView welcome = new WelcomeView(restUrl, "Nothing has been logged yet");
    Label message = Parts.label("", "muted");
    message.setWrapText(true);
    StackPane content = new StackPane(table, welcome, message);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(top, content);

    model.stateProperty().subscribe(state -> showState(state, welcome, message));
    model
        .failureProperty()
        .subscribe(failure -> showState(model.stateProperty().get(), welcome, message));
  }

  /** Puts the keyboard where it is of use on this page. */
  public void takeFocus() {
    table.requestFocus();
    if (table.getSelectionModel().isEmpty() && !model.shown().isEmpty()) {
      table.getSelectionModel().select(0);
    }
  }

  private void showState(ProjectsModel.State state, WelcomeView welcome, Label message) {
    boolean appears = state == ProjectsModel.State.SHOWN && !table.isVisible();
    Parts.present(table, state == ProjectsModel.State.SHOWN);
    if (appears && isVisible()) {
      Platform.runLater(this::takeFocus);
    }
    Parts.present(search, state == ProjectsModel.State.SHOWN);
    Parts.present(welcome, state == ProjectsModel.State.EMPTY);
    Parts.present(
        message, state == ProjectsModel.State.FAILED || state == ProjectsModel.State.LOADING);
    message.setText(
        state == ProjectsModel.State.FAILED
            ? model.failureProperty().get() + ". The window fills by itself as soon as it answers."
            : "Asking the server…");
  }

  private void buildTable() {
    table.setId("projects");
    table.setAccessibleText("Projects");
    table.setItems(model.shown());
    table.setFixedCellSize(40);
    table.getStyleClass().add("rows");
    table.setPlaceholder(Parts.label("No project matches", "muted"));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    TableColumn<Project, Project> name = new TableColumn<>("Name");
    name.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
    name.setCellFactory(column -> new NameCell());
    name.setPrefWidth(320);
    table.getColumns().add(name);
    table
        .getColumns()
        .add(
            text(
                "Last activity",
                150,
                project -> Units.ago(project.lastTraceAt(), Instant.now()),
                "muted"));
    table
        .getColumns()
        .add(
            text(
                "Created", 150, project -> Units.ago(project.createdAt(), Instant.now()), "muted"));
    table.getColumns().add(text("Description", 500, ProjectsView::description, "muted"));
    table.getColumns().forEach(column -> column.setSortable(false));
    table.setRowFactory(view -> row());
    table.setOnKeyPressed(
        event -> {
          Project selected = table.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.ENTER && selected != null) {
            open.accept(selected);
          }
        });
  }

  private TableRow<Project> row() {
    TableRow<Project> row = new TableRow<>();
    row.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY && !row.isEmpty()) {
            open.accept(row.getItem());
          }
        });
    return row;
  }

  private static TableColumn<Project, String> text(
      String title, double width, Function<Project, String> value, String styleClass) {
    TableColumn<Project, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(value.apply(data.getValue())));
    column.getStyleClass().add(styleClass);
    return column;
  }

  private static String description(Project project) {
    String description = project.description();
    return description == null ? "" : description;
  }

  private static final class NameCell extends TableCell<Project, Project> {
    private final Label avatar = Parts.label("", "avatar");
    private final Label name = Parts.label("", "strong");
    private final HBox box = new HBox(9, avatar, name);

    NameCell() {
      box.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(Project project, boolean empty) {
      super.updateItem(project, empty);
      if (empty || project == null) {
        setGraphic(null);
        return;
      }
      avatar.setText(project.name().substring(0, 1).toUpperCase(Locale.ROOT));
      name.setText(project.name());
      setGraphic(box);
    }
  }
}
