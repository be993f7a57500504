package dev.opikdesktop.desktop.explorer.projects;

import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.client.ProjectStats;
import dev.opikdesktop.desktop.client.Score;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.FittingRow;
import dev.opikdesktop.desktop.explorer.theme.Hues;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a cell of the projects shows that is more than a text. */
final class ProjectCells {
  private ProjectCells() {}

  /** Has a node that is shown where there is a project. */
  private abstract static class NodeCell extends TableCell<Project, Project> {
    private final Region node;

    NodeCell(Region node) {
      this.node = node;
    }

    abstract void show(Project project);

    @Override
    protected final void updateItem(@Nullable Project project, boolean empty) {
      super.updateItem(project, empty);
      if (empty || project == null) {
        setGraphic(null);
      } else {
        show(project);
        setGraphic(node);
      }
    }
  }

  /** A click beside the box, and on it, is the row's. */
  static final class Mark extends NodeCell {
    private final ProjectsModel model;
    private final CheckBox box;

    Mark(ProjectsModel model) {
      this(model, new CheckBox());
    }

    private Mark(ProjectsModel model, CheckBox box) {
      super(box);
      this.model = model;
      this.box = box;
      box.setAccessibleText("Mark");
      box.setFocusTraversable(false);
      box.setMouseTransparent(true);
    }

    @Override
    void show(Project project) {
      box.setSelected(model.marked().contains(project.id()));
    }
  }

  /** The name, with a sign where it has to stay. */
  static final class Name extends NodeCell {
    private final ProjectsModel model;
    private final Label avatar = Parts.label("", "avatar");
    private final Label name = Parts.label("", "strong");
    private final FontIcon lock = Parts.icon(Feather.LOCK);
    private final Tooltip whole = new Tooltip();

    Name(ProjectsModel model) {
      this(model, new HBox(9));
    }

    private Name(ProjectsModel model, HBox box) {
      super(box);
      this.model = model;
      box.setAlignment(Pos.CENTER_LEFT);
      box.getChildren().addAll(avatar, name, lock);
      lock.getStyleClass().add("kept-sign");
      avatar.setMinWidth(Region.USE_PREF_SIZE);
      setTooltip(whole);
    }

    @Override
    void show(Project project) {
      avatar.setText(project.name().substring(0, 1).toUpperCase(Locale.ROOT));
      name.setText(project.name());
      boolean stays = !model.canGo(project);
      Parts.present(lock, stays);
      whole.setText(
          project.name() + (stays ? "\nStays: traces that name no project are logged here" : ""));
    }
  }

  /** How many failed, and how many more of late than before. */
  static final class Errors extends NodeCell {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final ProjectsModel model;
    private final Label trend = Parts.label("", "trend");
    private final Label count = Parts.pill("");
    private final Tooltip told = new Tooltip();

    Errors(ProjectsModel model) {
      this(model, new HBox(6));
    }

    private Errors(ProjectsModel model, HBox box) {
      super(box);
      this.model = model;
      box.setAlignment(Pos.CENTER_RIGHT);
      box.getChildren().addAll(trend, count);
      trend.setMinWidth(Region.USE_PREF_SIZE);
      count.setMinWidth(Region.USE_PREF_SIZE);
    }

    @Override
    void show(Project project) {
      ProjectStats stats = model.stats(project);
      long errors = stats == null ? 0 : stats.errors();
      long change = stats == null ? 0 : stats.errorsChange();
      Parts.present(count, errors > 0);
      count.setText(Units.count(errors));
      Parts.present(trend, change != 0);
      trend.setText((change > 0 ? "↑ " : "↓ ") + Units.count(Math.abs(change)));
      trend.pseudoClassStateChanged(BAD, change > 0);
      told.setText(
          Units.count(Math.abs(change))
              + (change > 0 ? " more" : " fewer")
              + " in the last seven days than in the seven before");
      setTooltip(change == 0 ? null : told);
    }
  }

  /** Averages of scores, as many as fit. */
  static final class Scores extends NodeCell {
    private final ProjectsModel model;
    private final FittingRow row;
    private List<Score> shown = List.of();

    Scores(ProjectsModel model) {
      this(model, new FittingRow());
    }

    private Scores(ProjectsModel model, FittingRow row) {
      super(row);
      this.model = model;
      this.row = row;
      row.prefWidthProperty().bind(widthProperty().subtract(20));
    }

    @Override
    void show(Project project) {
      ProjectStats stats = model.stats(project);
      List<Score> scores = stats == null ? List.of() : stats.scores();
      if (scores.equals(shown)) {
        return;
      }
      shown = scores;
      List<HBox> chips = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (Score score : scores) {
        String text = String.format(Locale.ENGLISH, "%s %.2f", score.name(), score.value());
        names.add(text);
        chips.add(chip(score.name(), text));
      }
      row.show(chips, names);
    }

    private static HBox chip(String name, String text) {
      Region square = new Region();
      square.getStyleClass().add("score-square");
      square.setStyle("-fx-background-color: " + Hues.of(name) + ";");
      Label label = new Label(text);
      label.setTooltip(new Tooltip(text));
      HBox chip = new HBox(5, square, label);
      chip.getStyleClass().add("score-chip");
      chip.setAlignment(Pos.CENTER_LEFT);
      return chip;
    }
  }

  /** The id with what copies it. */
  static final class Id extends NodeCell {
    private final Label text = Parts.label("", "muted");
    private final Button copy =
        Parts.iconButton(Feather.COPY, "Copy the id", () -> Parts.copy(text.getText()));

    Id() {
      this(new HBox(4));
    }

    private Id(HBox box) {
      super(box);
      box.setAlignment(Pos.CENTER_LEFT);
      text.setMinWidth(0);
      text.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(text, Priority.ALWAYS);
      copy.getStyleClass().add("chip-button");
      copy.setFocusTraversable(false);
      // The click that copies does not open the project.
      copy.addEventHandler(MouseEvent.MOUSE_CLICKED, MouseEvent::consume);
      box.getChildren().addAll(text, copy);
    }

    @Override
    void show(Project project) {
      text.setText(project.id());
    }
  }
}
