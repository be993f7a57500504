package dev.opikdesktop.desktop.explorer.settings.prices;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.PricesApi.Recomputed;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Background.Running;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the costs of what is stored by the prices of now, a project after the other. Lives on
 * the drawing thread.
 */
public final class RecomputeModel {
  private static final int MOST_PROJECTS = 1000;

  private final OpikClient client;
  private final Background background;
  private final ObservableList<Choice> choices = FXCollections.observableArrayList(Choice.ALL);
  private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.ALL);
  private final StringProperty working = new SimpleStringProperty("");
  private final DoubleProperty progress = new SimpleDoubleProperty();
  private final StringProperty said = new SimpleStringProperty("");
  private final StringProperty failure = new SimpleStringProperty("");
  private @Nullable Running underWay;
  private long spans;
  private long changed;

  public RecomputeModel(OpikClient client, Background background) {
    this.client = client;
    this.background = background;
  }

  /**
   * What is to be estimated anew.
   *
   * @param projectId null for everything
   */
  public record Choice(@Nullable String projectId, String name) {
    static final Choice ALL = new Choice(null, "All projects");

    /** As it stands within a sentence. */
    String inSentence() {
      return projectId == null ? "all projects" : name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  public ObservableList<Choice> choices() {
    return choices;
  }

  public ObjectProperty<Choice> choiceProperty() {
    return choice;
  }

  /** What is done now; empty for nothing. */
  public ReadOnlyStringProperty workingProperty() {
    return working;
  }

  /** How much of it is done, from 0 to 1; negative when nobody knows. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress;
  }

  /** What came of it. */
  public ReadOnlyStringProperty saidProperty() {
    return said;
  }

  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Asks for the projects. */
  public void refresh() {
    background.run(
        () ->
            client.projects().list(1, MOST_PROJECTS).content().stream()
                .sorted(Comparator.comparing(Project::name))
                .map(project -> new Choice(project.id(), project.name()))
                .toList(),
        (found, took) -> {
          Choice chosen = choice.get();
          if (!found.equals(choices.subList(1, choices.size()))) {
            choices.remove(1, choices.size());
            choices.addAll(found);
            choice.set(choices.contains(chosen) ? chosen : Choice.ALL);
          }
        },
        problem -> failure.set(String.valueOf(problem.getMessage())));
  }

  public void start() {
    if (!working.get().isEmpty()) {
      return;
    }
    spans = 0;
    changed = 0;
    said.set("");
    failure.set("");
    Choice chosen = choice.get();
    next(
        chosen.projectId() == null
            ? List.copyOf(choices.subList(1, choices.size()))
            : List.of(chosen),
        0);
  }

  /** Stops before the next project; what has a new cost keeps it. */
  public void cancel() {
    if (underWay != null) {
      underWay.cancel();
      end();
      said.set("Stopped. %s".formatted(result()));
    }
  }

  private void next(List<Choice> projects, int at) {
    if (at == projects.size()) {
      end();
      said.set(result());
      return;
    }
    Choice project = projects.get(at);
    String id = Objects.requireNonNull(project.projectId());
    working.set(
        projects.size() == 1
            ? project.name()
            : "%s, %d of %d".formatted(project.name(), at + 1, projects.size()));
    progress.set(projects.size() == 1 ? -1 : (double) at / projects.size());
    underWay =
        background.run(
            () -> client.prices().recompute(id),
            (done, took) -> {
              add(done);
              next(projects, at + 1);
            },
            problem -> {
              end();
              failure.set(project.name() + ": " + problem.getMessage());
            });
  }

  private void add(Recomputed done) {
    spans += done.spans();
    changed += done.changed();
  }

  private void end() {
    underWay = null;
    working.set("");
  }

  private String result() {
    return changed == 0
        ? "No cost of %s spans is another now.".formatted(Units.count(spans))
        : "%s of %s spans have another cost now."
            .formatted(Units.count(changed), Units.count(spans));
  }
}
