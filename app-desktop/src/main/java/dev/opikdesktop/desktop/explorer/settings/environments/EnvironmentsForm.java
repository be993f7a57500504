package dev.opikdesktop.desktop.explorer.settings.environments;

import dev.opikdesktop.desktop.client.Environment;
import dev.opikdesktop.desktop.explorer.environments.EnvironmentsModel;
import dev.opikdesktop.desktop.explorer.environments.WebColour;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What is written about an environment, and what the server says to it. Knows no nodes. */
final class EnvironmentsForm {
  private final EnvironmentsModel environments;
  private final ObjectProperty<@Nullable EnvironmentDraft> draft = new SimpleObjectProperty<>();
  private final StringProperty refusal = new SimpleStringProperty("");
  private final BooleanProperty saving = new SimpleBooleanProperty();

  EnvironmentsForm(EnvironmentsModel environments) {
    this.environments = environments;
  }

  EnvironmentsModel environments() {
    return environments;
  }

  /** What is written now; null while the list is shown. */
  ReadOnlyObjectProperty<@Nullable EnvironmentDraft> draftProperty() {
    return draft;
  }

  /** Why the last write was refused; empty when it was not. */
  ReadOnlyStringProperty refusalProperty() {
    return refusal;
  }

  ReadOnlyBooleanProperty savingProperty() {
    return saving;
  }

  /**
   * Begins to write one.
   *
   * @param changed null for a new one
   */
  void write(@Nullable Environment changed) {
    refusal.set("");
    draft.set(new EnvironmentDraft(changed, environments.all().size()));
  }

  /** Gives up what is written. */
  void cancel() {
    refusal.set("");
    draft.set(null);
  }

  /** Stores what is written, and closes the form when the server took it. */
  void save() {
    EnvironmentDraft written = draft.get();
    if (written == null || saving.get()) {
      return;
    }
    String name = written.name().get();
    String colour = written.colour().get().strip();
    if (name.isBlank()) {
      refusal.set("An environment needs a name");
      return;
    }
    if (!WebColour.isOne(colour)) {
      refusal.set("A colour is written as #3b82f6");
      return;
    }
    refusal.set("");
    saving.set(true);
    Consumer<String> done =
        why -> {
          saving.set(false);
          refusal.set(why);
          if (why.isEmpty() && written == draft.get()) {
            draft.set(null);
          }
        };
    Environment changed = written.changed();
    String description = written.description().get();
    if (changed == null) {
      environments.create(name, description, colour, done);
    } else {
      environments.change(changed, name, description, colour, done);
    }
  }

  void move(Environment environment, int step) {
    environments.move(environment, step, refusal::set);
  }

  void delete(Environment environment) {
    environments.delete(environment, refusal::set);
  }
}
