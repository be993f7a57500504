package dev.opikdesktop.desktop.explorer.environments;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.ClientException;
import dev.opikdesktop.desktop.client.Environment;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.theme.Hues;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Refresher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The environments of the workspace, in their order. Lives on the drawing thread. */
public final class EnvironmentsModel {
  private static final Comparator<Environment> ORDER =
      Comparator.comparingInt(Environment::position).thenComparing(Environment::name);

  private final OpikClient client;
  private final Background background;
  private final Refresher refresher;
  private final ObservableList<Environment> all = FXCollections.observableArrayList();
  private final BooleanProperty known = new SimpleBooleanProperty();
  private final BooleanProperty served = new SimpleBooleanProperty(true);
  private final StringProperty failure = new SimpleStringProperty("");

  /** Names that were asked for and that the server had not heard of. */
  private final Set<String> unknown = new HashSet<>();

  public EnvironmentsModel(OpikClient client, Background background) {
    this.client = client;
    this.background = background;
    this.refresher = new Refresher(background, this::ask);
  }

  public boolean isReadOnly() {
    return client.isReadOnly();
  }

  /** All of them, the one that comes first in lists first. */
  public ObservableList<Environment> all() {
    return all;
  }

  /** Whether the server has answered once. */
  public ReadOnlyBooleanProperty knownProperty() {
    return known;
  }

  /** Whether the server has any at all: older ones of Opik do not. */
  public ReadOnlyBooleanProperty servedProperty() {
    return served;
  }

  /** Why the last question failed; empty when it did not. */
  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /**
   * The colour of a name for a style: a colour of the web, or a look-up of the theme. Names that
   * the server makes known by itself, as traces come with them, are asked for once.
   */
  public String colour(String name) {
    for (Environment each : all) {
      if (each.name().equals(name)) {
        return WebColour.isOne(each.colour()) ? each.colour() : Hues.of(name);
      }
    }
    if (known.get() && unknown.add(name)) {
      refresh();
    }
    return Hues.of(name);
  }

  public void refresh() {
    refresher.request();
  }

  /** Something was written somewhere. */
  public void changed(Change change) {
    if (change.concerns(written -> written.entity().equals("environment"))) {
      refresh();
    }
  }

  /** Adds one behind the others; {@code done} is told why not, or an empty text. */
  public void create(String name, String description, String colour, Consumer<String> done) {
    int position = all.stream().mapToInt(Environment::position).max().orElse(-1) + 1;
    Environment fresh =
        new Environment("", name.strip(), description.strip(), colour.strip(), position);
    write(() -> client.environments().create(fresh), done);
  }

  /** Gives one another name, description and colour. */
  public void change(
      Environment environment,
      String name,
      String description,
      String colour,
      Consumer<String> done) {
    Environment changed =
        new Environment(
            environment.id(),
            name.strip(),
            description.strip(),
            colour.strip(),
            environment.position());
    write(() -> client.environments().change(changed), done);
  }

  /** Moves one up ({@code -1}) or down ({@code 1}) among the others. */
  public void move(Environment environment, int step, Consumer<String> done) {
    List<Environment> order = new ArrayList<>(all);
    int from = order.indexOf(environment);
    int to = from + step;
    if (from < 0 || to < 0 || to >= order.size()) {
      return;
    }
    order.remove(from);
    order.add(to, environment);
    List<Environment> moved = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      Environment each = order.get(i);
      if (each.position() != i) {
        moved.add(new Environment(each.id(), each.name(), each.description(), each.colour(), i));
      }
    }
    write(() -> moved.forEach(client.environments()::change), done);
  }

  public void delete(Environment environment, Consumer<String> done) {
    write(() -> client.environments().delete(environment.id()), done);
  }

  private void write(Runnable action, Consumer<String> done) {
    background.run(
        () -> {
          action.run();
          return true;
        },
        (written, took) -> {
          done.accept("");
          refresh();
        },
        problem -> {
          done.accept(String.valueOf(problem.getMessage()));
          refresh();
        });
  }

  private void ask() {
    background.run(
        () -> client.environments().list().stream().sorted(ORDER).toList(),
        (environments, took) -> {
          failure.set("");
          served.set(true);
          if (!environments.equals(all)) {
            all.setAll(environments);
          }
          known.set(true);
          refresher.answered(took);
        },
        problem -> {
          served.set(!ClientException.isNotServed(problem));
          failure.set(served.get() ? String.valueOf(problem.getMessage()) : "");
          refresher.answered(1_000);
        });
  }
}
