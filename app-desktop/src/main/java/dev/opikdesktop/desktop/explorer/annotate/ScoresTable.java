package dev.opikdesktop.desktop.explorer.annotate;

import dev.opikdesktop.desktop.client.Annotations;
import dev.opikdesktop.desktop.client.Annotations.Author;
import dev.opikdesktop.desktop.client.Annotations.Given;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Hues;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/**
 * All scores as a table: who gave which value, from where, and why; where several scored, the mean
 * and under it each one's own. Below, for a trace, what its spans were given, by name.
 */
public final class ScoresTable extends ScrollPane {
  private static final List<String> TITLES = List.of("Name", "Value", "Reason", "Source", "Author");
  private static final int VALUE = 1;
  private static final int REASON = 2;
  private static final int SOURCE = 3;
  private static final int AUTHOR = 4;
  private static final int REMOVE = 5;

  private final AnnotateModel model;
  private final VBox tables = new VBox();

  public ScoresTable(AnnotateModel model) {
    this.model = model;
    setId("scores-table");
    setAccessibleText("Scores");
    getStyleClass().add("scores-table");
    setFitToWidth(true);
    setContent(tables);
    model.shownProperty().subscribe(this::show);
  }

  private void show(Annotations said) {
    tables.getChildren().clear();
    if (said.scores().isEmpty() && said.spanScores().isEmpty()) {
      tables.getChildren().add(Parts.label("Nobody has scored this yet", "muted"));
    }
    if (!said.scores().isEmpty()) {
      tables.getChildren().add(table(said.scores(), !model.isReadOnly()));
    }
    if (!said.spanScores().isEmpty()) {
      tables
          .getChildren()
          .addAll(
              Parts.label("Scores of its spans, the mean by name", "strong", "facts-heading"),
              table(said.spanScores(), false));
    }
  }

  private GridPane table(List<Given> scores, boolean removable) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("scores-grid");
    for (int column = 0; column < TITLES.size(); column++) {
      grid.getColumnConstraints().add(width(column));
      HBox title = cell(Parts.label(TITLES.get(column), "muted", "smaller"), "scores-head");
      title.setAlignment(column == VALUE ? Pos.TOP_RIGHT : Pos.TOP_LEFT);
      grid.add(title, column, 0);
    }
    grid.getColumnConstraints().add(new ColumnConstraints(30));
    grid.add(cell(new Region(), "scores-head"), REMOVE, 0);
    for (Given score : scores) {
      add(grid, score, removable);
    }
    return grid;
  }

  private static ColumnConstraints width(int column) {
    ColumnConstraints width = new ColumnConstraints();
    switch (column) {
      case VALUE -> {
        width.setMinWidth(64);
      }
      case REASON -> {
        width.setMinWidth(80);
        width.setHgrow(Priority.ALWAYS);
      }
      default -> width.setMinWidth(90);
    }
    return width;
  }

  private void add(GridPane grid, Given score, boolean removable) {
    List<Author> authors = score.authors();
    boolean several = authors.size() > 1;
    Author only = authors.size() == 1 ? authors.getFirst() : null;
    String names = authors.stream().map(Author::name).collect(Collectors.joining(", "));
    int row = grid.getRowCount();
    grid.add(cell(name(score.name()), "scores-cell"), 0, row);
    row(
        grid,
        row,
        Units.score(score.value(), several ? "" : score.category()),
        several ? "Mean of " + authors.size() : score.reason(),
        source(several ? "" : score.source()),
        several ? "" : names);
    grid.add(
        cell(only != null && removable ? remove(score, only.name()) : new Region(), "scores-cell"),
        REMOVE,
        row);
    if (several) {
      for (Author author : authors) {
        int line = grid.getRowCount();
        grid.add(cell(new Region(), "scores-cell"), 0, line);
        row(
            grid,
            line,
            Units.score(author.value(), author.category()),
            author.reason(),
            source(author.source()),
            author.name());
        grid.add(
            cell(removable ? remove(score, author.name()) : new Region(), "scores-cell"),
            REMOVE,
            line);
      }
    }
  }

  private static void row(
      GridPane grid, int row, String value, String reason, String source, String author) {
    HBox number = cell(whole(value, "mono", "smaller"), "scores-cell");
    number.setAlignment(Pos.TOP_RIGHT);
    grid.add(number, VALUE, row);
    Label why = Parts.label(reason, "smaller");
    why.setWrapText(true);
    why.setMinHeight(Region.USE_PREF_SIZE);
    grid.add(cell(why, "scores-cell"), REASON, row);
    grid.add(cell(whole(source, "muted", "smaller"), "scores-cell"), SOURCE, row);
    grid.add(cell(whole(author, "smaller"), "scores-cell"), AUTHOR, row);
  }

  /** A text that is not cut. */
  private static Label whole(String text, String... styleClasses) {
    Label label = Parts.label(text, styleClasses);
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private Button remove(Given score, String author) {
    Button remove =
        Parts.iconButton(
            Feather.X,
            "Remove " + score.name() + " by " + author,
            () -> model.removeScore(score.name(), author));
    remove.getStyleClass().add("chip-button");
    return remove;
  }

  private static Node name(String name) {
    Region square = new Region();
    square.getStyleClass().add("score-square");
    square.setStyle("-fx-background-color: " + Hues.of(name));
    HBox line = new HBox(6, square, Parts.label(name, "smaller"));
    line.setAlignment(Pos.CENTER_LEFT);
    line.setMaxHeight(USE_PREF_SIZE);
    return line;
  }

  private static HBox cell(Node content, String styleClass) {
    HBox cell = new HBox(content);
    cell.setFillHeight(false);
    cell.getStyleClass().add(styleClass);
    cell.setAlignment(Pos.TOP_LEFT);
    GridPane.setValignment(cell, VPos.TOP);
    return cell;
  }

  /** The wire's word in a person's. */
  private static String source(String word) {
    return switch (word) {
      case "ui" -> "window";
      case "sdk" -> "SDK";
      case "online_scoring" -> "online scoring";
      default -> word;
    };
  }
}
