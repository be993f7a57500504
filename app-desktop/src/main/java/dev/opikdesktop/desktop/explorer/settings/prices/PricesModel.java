package dev.opikdesktop.desktop.explorer.settings.prices;

import dev.opikdesktop.desktop.client.ClientException;
import dev.opikdesktop.desktop.client.ModelPrice;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.PricesApi.Known;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The prices that costs are estimated by. Lives on the drawing thread. */
public final class PricesModel {
  private final OpikClient client;
  private final Background background;
  private final ObjectProperty<@Nullable Known> known = new SimpleObjectProperty<>();
  private final ObservableList<ModelPrice> shown = FXCollections.observableArrayList();
  private final StringProperty search = new SimpleStringProperty("");
  private final BooleanProperty ownOnly = new SimpleBooleanProperty();
  private final StringProperty failure = new SimpleStringProperty("");
  private final StringProperty notServed = new SimpleStringProperty("");

  public PricesModel(OpikClient client, Background background) {
    this.client = client;
    this.background = background;
    search.addListener(observable -> filter());
    ownOnly.addListener(observable -> filter());
  }

  /** Null as long as the server has not answered. */
  public ReadOnlyObjectProperty<@Nullable Known> knownProperty() {
    return known;
  }

  /** Those that the search finds. */
  public ObservableList<ModelPrice> shown() {
    return shown;
  }

  /** Words that all stand in provider and model; case does not matter. */
  public StringProperty searchProperty() {
    return search;
  }

  /** Whether the user's own are shown alone. */
  public BooleanProperty ownOnlyProperty() {
    return ownOnly;
  }

  /** Why the last question failed; empty when it did not. */
  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Why a server of another kind shows none; empty for one that does. */
  public ReadOnlyStringProperty notServedProperty() {
    return notServed;
  }

  boolean isReadOnly() {
    return client.isReadOnly();
  }

  public void refresh() {
    background.run(
        () -> client.prices().known(),
        (found, took) -> {
          failure.set("");
          notServed.set("");
          known.set(found);
          filter();
        },
        problem -> {
          boolean isOther = ClientException.isNotServed(problem);
          notServed.set(
              isOther
                  ? "Only an Opik Desktop shows the prices by which it estimates costs, and takes"
                      + " prices of your own. Opik's own server has its list inside."
                  : "");
          failure.set(isOther ? "" : String.valueOf(problem.getMessage()));
        });
  }

  /**
   * Writes a price of the user's; {@code done} is told why not, or an empty text.
   *
   * @param before the one that is changed; null for a new one
   */
  public void write(@Nullable ModelPrice before, ModelPrice price, Consumer<String> done) {
    change(
        () -> {
          client.prices().write(price);
          if (before != null
              && before.own()
              && !(before.model().equals(price.model())
                  && before.provider().equals(price.provider()))) {
            client.prices().remove(before);
          }
        },
        done);
  }

  /** Takes a price of the user's out. */
  public void remove(ModelPrice price, Consumer<String> done) {
    change(() -> client.prices().remove(price), done);
  }

  private void change(Runnable action, Consumer<String> done) {
    background.run(
        () -> {
          action.run();
          return true;
        },
        (written, took) -> {
          done.accept("");
          refresh();
        },
        problem -> done.accept(String.valueOf(problem.getMessage())));
  }

  private void filter() {
    Known now = known.get();
    if (now == null) {
      return;
    }
    List<String> words = List.of(search.get().strip().toLowerCase(Locale.ROOT).split("\\s+"));
    shown.setAll(
        now.prices().stream()
            .filter(price -> (price.own() || !ownOnly.get()) && matches(price, words))
            .toList());
  }

  private static boolean matches(ModelPrice price, List<String> words) {
    String text = (price.provider() + " " + price.model()).toLowerCase(Locale.ROOT);
    return words.stream().allMatch(text::contains);
  }
}
