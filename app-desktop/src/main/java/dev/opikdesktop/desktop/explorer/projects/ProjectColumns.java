package dev.opikdesktop.desktop.explorer.projects;

import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.client.ProjectStats;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the projects: which are shown, in which order, how wide, and by which they are
 * sorted is remembered.
 */
final class ProjectColumns {
  /** The width of the boxes by which projects are marked. */
  static final double MARKS = 36;

  private static final String KEY = "projects.columns";

  private final ProjectsModel model;
  private final WindowState memory;
  private final List<TableColumn<Project, ?>> all = new ArrayList<>();
  private final Label counted = Parts.label("", "muted", "small");

  ProjectColumns(ProjectsModel model, WindowState memory) {
    this.model = model;
    this.memory = memory;
    TableColumn<Project, Project> name =
        column(
            "name", "Name", 190, "", project -> project.name().toLowerCase(Locale.ROOT), p -> "");
    name.setCellFactory(column -> new ProjectCells.Name(model));
    time("last_activity", "Last activity", 112, Project::lastTraceAt);
    figure("traces", "Traces", 90, ProjectStats::traces, s -> Units.count(s.traces()));
    figure("threads", "Threads", 94, ProjectStats::threads, s -> Units.count(s.threads()));
    figure("errors", "Errors", 104, ProjectStats::errors, s -> some(s.errors()))
        .setCellFactory(column -> new ProjectCells.Errors(model));
    figure(
        "median", "Median", 88, ProjectStats::medianMillis, s -> Units.duration(s.medianMillis()));
    hidden(figure("p90", "p90", 92, ProjectStats::p90Millis, s -> Units.duration(s.p90Millis())));
    hidden(figure("p99", "p99", 92, ProjectStats::p99Millis, s -> Units.duration(s.p99Millis())));
    figure("cost", "Cost", 88, ProjectStats::cost, s -> Units.cost(s.cost()));
    figure("tokens", "Avg tokens", 106, ProjectStats::tokens, s -> rounded(s.tokens()));
    hidden(
        figure(
            "tokens_in", "Avg tokens in", 112, ProjectStats::tokensIn, s -> rounded(s.tokensIn())));
    hidden(
        figure(
            "tokens_out",
            "Avg tokens out",
            118,
            ProjectStats::tokensOut,
            s -> rounded(s.tokensOut())));
    figure("scores", "Scores", 230, s -> s.scores().size(), s -> "")
        .setCellFactory(column -> new ProjectCells.Scores(model));
    hidden(
        figure(
            "guardrails",
            "Guardrails failed",
            130,
            ProjectStats::guardrailsFailed,
            s -> some(s.guardrailsFailed())));
    hidden(time("created", "Created", 110, Project::createdAt));
    hidden(time("updated", "Changed", 110, Project::lastUpdatedAt));
    hidden(
        column("created_by", "Created by", 120, "muted", Project::createdBy, Project::createdBy));
    hidden(
        column(
            "description",
            "Description",
            180,
            "muted",
            ProjectColumns::description,
            ProjectColumns::description));
    TableColumn<Project, Project> id = column("id", "ID", 290, "muted", Project::id, p -> "");
    id.setCellFactory(column -> new ProjectCells.Id());
    hidden(id);
  }

  /** Fills a table; what is changed there is remembered. */
  void addTo(TableView<Project> table) {
    List<TableColumn<Project, ?>> order = remembered();
    table.getColumns().setAll(order);
    table.getColumns().addFirst(marks());
    String[] sort = memory.text(KEY + ".sort", "").split(",", -1);
    for (TableColumn<Project, ?> column : order) {
      column.visibleProperty().addListener((Observable observable) -> remember(table));
      column.widthProperty().addListener((Observable observable) -> remember(table));
      if (sort.length == 2 && column.getId().equals(sort[0])) {
        column.setSortType(TableColumn.SortType.valueOf(sort[1]));
        table.getSortOrder().setAll(List.of(column));
      }
    }
    table.getColumns().addListener((Observable observable) -> remember(table));
    table.getSortOrder().addListener((Observable observable) -> remember(table));
  }

  /** Opens the list of all columns. */
  Button button() {
    Button button = Parts.button("Columns", () -> {});
    button.setId("project-columns");
    button.getStyleClass().add("quiet-button");
    button.setOnAction(event -> show(button));
    return button;
  }

  private void show(Button owner) {
    VBox boxes = new VBox(6);
    for (TableColumn<Project, ?> column : all) {
      CheckBox box = new CheckBox(column.getText());
      box.setMnemonicParsing(false);
      box.setSelected(column.isVisible());
      // A table without a column has nothing to click on.
      box.setDisable(column.getId().equals("name"));
      box.setOnAction(
          event -> {
            column.setVisible(box.isSelected());
            count();
          });
      boxes.getChildren().add(box);
    }
    count();
    VBox content = new VBox(10, boxes, counted);
    content.getStyleClass().add("popover");
    Popup popup = new Popup();
    popup.getContent().add(content);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    Bounds at = owner.localToScreen(owner.getBoundsInLocal());
    popup.show(owner, at.getMinX() - 60, at.getMaxY() + 4);
    boxes.requestFocus();
  }

  private void count() {
    long shown = all.stream().filter(TableColumn::isVisible).count();
    counted.setText(shown + " of " + all.size() + " shown");
  }

  private void remember(TableView<Project> table) {
    memory.put(
        KEY,
        table.getColumns().stream()
            .filter(all::contains)
            .map(
                column ->
                    "%s,%d,%s"
                        .formatted(
                            column.getId(), Math.round(column.getWidth()), column.isVisible()))
            .collect(Collectors.joining(";")));
    memory.put(
        KEY + ".sort",
        table.getSortOrder().stream()
            .findFirst()
            .map(column -> column.getId() + "," + column.getSortType())
            .orElse(""));
  }

  private TableColumn<Project, Project> marks() {
    TableColumn<Project, Project> marks = new TableColumn<>();
    marks.setMinWidth(MARKS);
    marks.setMaxWidth(MARKS);
    marks.setSortable(false);
    marks.setReorderable(false);
    marks.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
    marks.setCellFactory(column -> new ProjectCells.Mark(model));
    return marks;
  }

  /** In the remembered order; new ones stand last. */
  private List<TableColumn<Project, ?>> remembered() {
    List<TableColumn<Project, ?>> order = new ArrayList<>();
    for (String part : memory.text(KEY, "").split(";")) {
      String[] said = part.split(",", -1);
      for (TableColumn<Project, ?> column : all) {
        if (said.length == 3 && said[1].matches("\\d+") && column.getId().equals(said[0])) {
          column.setPrefWidth(Double.parseDouble(said[1]));
          column.setVisible(Boolean.parseBoolean(said[2]));
          order.add(column);
        }
      }
    }
    all.stream().filter(column -> !order.contains(column)).forEach(order::add);
    return order;
  }

  private static void hidden(TableColumn<Project, ?> column) {
    column.setVisible(false);
  }

  private TableColumn<Project, Project> time(
      String id, String title, double width, Function<Project, @Nullable Instant> time) {
    return column(
        id, title, width, "muted", time, project -> Units.ago(time.apply(project), Instant.now()));
  }

  /** A column that sorts by one thing and shows another. */
  private <T extends Comparable<? super T>> TableColumn<Project, Project> column(
      String id,
      String title,
      double width,
      String styleClass,
      Function<Project, @Nullable T> value,
      Function<Project, String> text) {
    TableColumn<Project, Project> column = new TableColumn<>(title);
    column.setId(id);
    column.setPrefWidth(width);
    column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
    column.setComparator(
        Comparator.comparing(value, Comparator.nullsFirst(Comparator.naturalOrder())));
    column.setCellFactory(any -> new TextCell(text));
    if (!styleClass.isEmpty()) {
      column.getStyleClass().add(styleClass);
    }
    all.add(column);
    return column;
  }

  private <T extends Comparable<? super T>> TableColumn<Project, Project> figure(
      String id,
      String title,
      double width,
      Function<ProjectStats, @Nullable T> value,
      Function<ProjectStats, String> text) {
    return column(
        id,
        title,
        width,
        id.equals("scores") ? "muted" : "number-cell",
        project -> {
          ProjectStats stats = model.stats(project);
          return stats == null ? null : value.apply(stats);
        },
        project -> {
          ProjectStats stats = model.stats(project);
          return stats == null ? "" : text.apply(stats);
        });
  }

  private static String some(long count) {
    return count == 0 ? "" : Units.count(count);
  }

  private static String rounded(@Nullable Double tokens) {
    return tokens == null ? "" : Units.shortCount(tokens);
  }

  private static String description(Project project) {
    String description = project.description();
    return description == null ? "" : description;
  }

  /** A text, all of which is told when it is pointed at and does not fit. */
  private static final class TextCell extends TableCell<Project, Project> {
    private static final int SHORT = 16;

    private final Function<Project, String> text;

    TextCell(Function<Project, String> text) {
      this.text = text;
    }

    @Override
    protected void updateItem(@Nullable Project project, boolean empty) {
      super.updateItem(project, empty);
      String shown = empty || project == null ? "" : text.apply(project);
      setText(shown);
      setTooltip(shown.length() > SHORT ? new Tooltip(shown.replace(", ", "\n")) : null);
    }
  }
}
