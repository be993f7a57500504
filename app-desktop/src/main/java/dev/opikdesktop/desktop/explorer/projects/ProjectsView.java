package dev.opikdesktop.desktop.explorer.projects;

import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.client.ProjectStats;
import dev.opikdesktop.desktop.explorer.snippet.WelcomeView;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
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
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The page of all projects. */
public final class ProjectsView extends VBox {
  private final ProjectsModel model;
  private final Consumer<Project> open;
  private final TableView<Project> table = new TableView<>();
  private final TextField search = new TextField();
  private final Label problem = Parts.label("", "danger");

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
    Button create = Parts.button("New project", () -> {});
    create.setId("new-project");
    create.setGraphic(Parts.icon(Feather.PLUS));
    create.setOnAction(event -> new ProjectForm(model, null).show(create));
    Parts.present(create, !model.isReadOnly());
    HBox top =
        new HBox(12, Parts.label("Projects", "title"), problem, Parts.spacer(), search, create);
    top.getStyleClass().add("top-bar");

    buildTable();
    WelcomeView welcome =
        new WelcomeView(restUrl, "Nothing has been logged yet", new SimpleStringProperty(""));
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
    SortedList<Project> sorted = new SortedList<>(model.shown());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setFixedCellSize(40);
    table.getStyleClass().add("rows");
    table.setPlaceholder(Parts.label("No project matches", "muted"));
    TableColumn<Project, Project> name = new TableColumn<>("Name");
    name.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
    name.setCellFactory(column -> new NameCell());
    name.setComparator(Comparator.comparing(project -> project.name().toLowerCase(Locale.ROOT)));
    name.setPrefWidth(216);
    List<TableColumn<Project, ?>> columns = new ArrayList<>();
    columns.add(name);
    columns.add(
        column(
            "Last activity",
            112,
            "muted",
            Project::lastTraceAt,
            project -> Units.ago(project.lastTraceAt(), Instant.now())));
    columns.add(figure("Traces", 76, ProjectStats::traces, s -> Units.count(s.traces())));
    columns.add(figure("Threads", 84, ProjectStats::threads, s -> Units.count(s.threads())));
    columns.add(
        figure(
            "Errors",
            74,
            ProjectStats::errors,
            s -> s.errors() == 0 ? "" : Units.count(s.errors())));
    columns.add(
        figure("Median", 88, ProjectStats::medianMillis, s -> Units.duration(s.medianMillis())));
    TableColumn<Project, ?> p90 =
        figure("p90", 92, ProjectStats::p90Millis, s -> Units.duration(s.p90Millis()));
    TableColumn<Project, ?> p99 =
        figure("p99", 92, ProjectStats::p99Millis, s -> Units.duration(s.p99Millis()));
    columns.add(p90);
    columns.add(p99);
    columns.add(figure("Cost", 88, ProjectStats::cost, s -> Units.cost(s.cost())));
    columns.add(
        figure(
            "Tokens avg",
            100,
            ProjectStats::tokens,
            s -> s.tokens() == null ? "" : Units.shortCount(s.tokens())));
    columns.add(figure("Scores", 180, s -> s.scores().size(), ProjectsView::scores));
    TableColumn<Project, ?> created =
        column(
            "Created",
            110,
            "muted",
            Project::createdAt,
            project -> Units.ago(project.createdAt(), Instant.now()));
    TableColumn<Project, ?> id = column("ID", 280, "muted", Project::id, Project::id);
    columns.add(created);
    columns.add(
        column("Description", 190, "muted", ProjectsView::description, ProjectsView::description));
    columns.add(id);
    for (TableColumn<Project, ?> hidden : List.of(p90, p99, created, id)) {
      hidden.setVisible(false);
    }
    table.getColumns().setAll(columns);
    table.setTableMenuButtonVisible(true);
    model.statsProperty().addListener(observable -> table.refresh());
    table.setRowFactory(view -> row());
    table.setOnKeyPressed(
        event -> {
          Project selected = table.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.ENTER && selected != null) {
            open.accept(selected);
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
          if (event.getButton() == MouseButton.PRIMARY && !row.isEmpty()) {
            open.accept(row.getItem());
          }
        });
    return row;
  }

  /** A column that sorts by one thing and shows another. */
  private static <T extends Comparable<? super T>> TableColumn<Project, Project> column(
      String title,
      double width,
      String styleClass,
      Function<Project, @Nullable T> value,
      Function<Project, String> text) {
    TableColumn<Project, Project> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
    column.setComparator(
        Comparator.comparing(value, Comparator.nullsFirst(Comparator.naturalOrder())));
    column.setCellFactory(
        any ->
            new TableCell<>() {
              @Override
              protected void updateItem(@Nullable Project project, boolean empty) {
                super.updateItem(project, empty);
                setText(empty || project == null ? null : text.apply(project));
              }
            });
    column.getStyleClass().add(styleClass);
    return column;
  }

  private <T extends Comparable<? super T>> TableColumn<Project, Project> figure(
      String title,
      double width,
      Function<ProjectStats, @Nullable T> value,
      Function<ProjectStats, String> text) {
    boolean number = !title.equals("Scores");
    return column(
        title,
        width,
        number ? "number-cell" : "muted",
        project -> {
          ProjectStats stats = model.statsProperty().get().get(project.id());
          return stats == null ? null : value.apply(stats);
        },
        project -> {
          ProjectStats stats = model.statsProperty().get().get(project.id());
          return stats == null ? "" : text.apply(stats);
        });
  }

  private static String scores(ProjectStats stats) {
    return stats.scores().stream()
        .map(score -> String.format(Locale.ENGLISH, "%s %.2f", score.name(), score.value()))
        .collect(Collectors.joining(", "));
  }

  private ContextMenu menu(TableRow<Project> row) {
    MenuItem change = new MenuItem("Rename or describe");
    change.setOnAction(event -> new ProjectForm(model, row.getItem()).show(row));
    MenuItem copy = new MenuItem("Copy the id");
    copy.setOnAction(event -> Parts.copy(row.getItem().id()));
    if (model.isReadOnly()) {
      return new ContextMenu(copy);
    }
    MenuItem delete = new MenuItem("Delete");
    delete.setOnAction(event -> delete(row.getItem()));
    return new ContextMenu(change, copy, new SeparatorMenuItem(), delete);
  }

  private void delete(Project project) {
    if (Question.confirmed(
        this,
        "Delete " + project.name() + "?",
        "All of its traces, spans and threads go with it, and can't be brought back.",
        "Delete")) {
      model.delete(project, problem::setText);
    }
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
