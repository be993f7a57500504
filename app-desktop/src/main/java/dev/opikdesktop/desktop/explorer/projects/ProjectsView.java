package dev.opikdesktop.desktop.explorer.projects;

import dev.opikdesktop.desktop.client.Access;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.snippet.WelcomeView;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The page of all projects. */
public final class ProjectsView extends VBox {
  private final ProjectsModel model;
  private final Consumer<Project> open;
  private final Consumer<Project> copyLink;
  private final TableView<Project> table = new TableView<>();
  private final TextField search = new TextField();
  private final Label problem = Parts.label("", "danger");
  private final ProjectColumns columns;
  private final Label severalText = Parts.label("", "strong");
  private final Button deleteSeveral = Parts.button("Delete", () -> {});
  private final HBox several;

  /**
   * @param memory for the columns
   * @param open what a click on a project does
   * @param copyLink copies a link to a project
   */
  public ProjectsView(
      ProjectsModel model,
      WindowState memory,
      Access access,
      Consumer<Project> open,
      Consumer<Project> copyLink) {
    this.model = model;
    this.columns = new ProjectColumns(model, memory);
    this.open = open;
    this.copyLink = copyLink;
    getStyleClass().add("page");

    search.setId("project-search");
    search.setPromptText("Search projects");
    search.setAccessibleText("Search projects by name or description");
    search.getStyleClass().add("search");
    search.setPrefColumnCount(28);
    search.textProperty().bindBidirectional(model.searchProperty());
    Button create = Parts.button("New project", () -> {});
    create.setId("new-project");
    create.setGraphic(Parts.icon(Feather.PLUS));
    create.setOnAction(event -> new ProjectForm(model, null).show(create));
    Parts.present(create, !model.isReadOnly());
    HBox top =
        new HBox(
            12,
            Parts.label("Projects", "title"),
            problem,
            Parts.spacer(),
            search,
            columns.button(),
            create);
    top.getStyleClass().add("top-bar");

    buildTable();
    WelcomeView welcome =
        new WelcomeView(access, "Nothing has been logged yet", new SimpleStringProperty(""));
    Label message = Parts.label("", "muted");
    message.setWrapText(true);
    StackPane content = new StackPane(table, welcome, message);
    VBox.setVgrow(content, Priority.ALWAYS);
    several = several();
    showMarked();
    getChildren().addAll(top, several, content);

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
    SortedList<Project> sorted = new SortedList<>(model.shown());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setFixedCellSize(40);
    table.getStyleClass().add("rows");
    table.setPlaceholder(Parts.label("No project matches", "muted"));
    columns.addTo(table);
    model.marked().addListener((Observable observable) -> table.refresh());
    model.statsProperty().addListener(observable -> table.refresh());
    table.setRowFactory(view -> row());
    table.setOnKeyPressed(
        event -> {
          Project selected = table.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.ENTER && selected != null) {
            open.accept(selected);
          } else if (event.getCode() == KeyCode.DELETE) {
            delete(model.markedProjects());
          } else if (event.getCode() == KeyCode.SPACE && selected != null) {
            model.mark(selected);
          } else if (event.getCode() == KeyCode.J) {
            table.getSelectionModel().selectNext();
          } else if (event.getCode() == KeyCode.K && !event.isShortcutDown()) {
            table.getSelectionModel().selectPrevious();
          }
        });
  }

  private TableRow<Project> row() {
    TableRow<Project> row = new TableRow<>();
    row.emptyProperty().subscribe(empty -> row.setContextMenu(empty ? null : menu(row)));
    row.setOnMouseClicked(
        event -> {
          if (event.getButton() != MouseButton.PRIMARY || row.isEmpty()) {
            return;
          }
          if (event.isShortcutDown() || event.getX() < ProjectColumns.MARKS) {
            model.mark(row.getItem());
          } else {
            open.accept(row.getItem());
          }
        });
    return row;
  }

  private ContextMenu menu(TableRow<Project> row) {
    MenuItem change = new MenuItem("Rename or describe");
    change.setOnAction(event -> new ProjectForm(model, row.getItem()).show(row));
    MenuItem copy = new MenuItem("Copy the id");
    copy.setOnAction(event -> Parts.copy(row.getItem().id()));
    MenuItem link = new MenuItem("Copy a link");
    link.setOnAction(event -> copyLink.accept(row.getItem()));
    if (model.isReadOnly()) {
      return new ContextMenu(copy, link);
    }
    MenuItem delete = new MenuItem("Delete");
    delete.getStyleClass().add("danger-item");
    delete.setOnAction(event -> delete(List.of(row.getItem())));
    ContextMenu menu = new ContextMenu(change, copy, link, new SeparatorMenuItem(), delete);
    menu.setOnShowing(event -> delete.setDisable(!model.canDelete(row.getItem())));
    return menu;
  }

  private void showMarked() {
    List<Project> marked = model.markedProjects();
    long going = marked.stream().filter(model::canDelete).count();
    Parts.present(several, !marked.isEmpty());
    severalText.setText(
        marked.size()
            + " marked"
            + (going == marked.size() ? "" : ", " + going + " can be deleted"));
    deleteSeveral.setDisable(going == 0);
  }

  private HBox several() {
    deleteSeveral.setId("delete-projects");
    deleteSeveral.getStyleClass().add("danger-button");
    deleteSeveral.setGraphic(Parts.icon(Feather.TRASH_2));
    deleteSeveral.setOnAction(event -> delete(model.markedProjects()));
    Parts.present(deleteSeveral, !model.isReadOnly());
    Button none = Parts.iconButton(Feather.X, "Unmark all", () -> model.marked().clear());
    HBox bar = new HBox(10, severalText, deleteSeveral, Parts.spacer(), none);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("marked-bar");
    model.marked().addListener((Observable observable) -> showMarked());
    model.all().addListener((Observable observable) -> showMarked());
    return bar;
  }

  private void delete(List<Project> projects) {
    List<Project> going = projects.stream().filter(model::canDelete).toList();
    if (going.isEmpty()) {
      return;
    }
    boolean one = going.size() == 1;
    String things = one ? going.getFirst().name() : going.size() + " projects";
    if (Question.deletion(
        this,
        "Delete " + things + "?",
        "All traces, spans and threads in "
            + (one ? "it" : "them")
            + " go too, and can't be brought back.")) {
      model.delete(going, problem::setText);
    }
  }
}
