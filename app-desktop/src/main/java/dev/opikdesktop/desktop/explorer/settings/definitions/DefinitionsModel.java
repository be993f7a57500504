package dev.opikdesktop.desktop.explorer.settings.definitions;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.FeedbackDefinition;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Refresher;
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
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The feedback definitions of the workspace, and the one that is written. */
final class DefinitionsModel {
  private final OpikClient client;
  private final Background background;
  private final Refresher refresher;
  private final ObservableList<FeedbackDefinition> all = FXCollections.observableArrayList();
  private final BooleanProperty known = new SimpleBooleanProperty();
  private final StringProperty failure = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable DefinitionDraft> draft = new SimpleObjectProperty<>();
  private final StringProperty refusal = new SimpleStringProperty("");
  private final BooleanProperty saving = new SimpleBooleanProperty();

  DefinitionsModel(OpikClient client, Background background) {
    this.client = client;
    this.background = background;
    this.refresher = new Refresher(background, this::ask);
  }

  boolean isReadOnly() {
    return client.isReadOnly();
  }

  /** All of them, in the server's order. */
  ObservableList<FeedbackDefinition> all() {
    return all;
  }

  /** Whether the server has answered once. */
  ReadOnlyBooleanProperty knownProperty() {
    return known;
  }

  /** Why the list is not shown, or not as it is now; empty when it is. */
  ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** What is written now; null while the list is shown. */
  ReadOnlyObjectProperty<@Nullable DefinitionDraft> draftProperty() {
    return draft;
  }

  /** Why the last write was refused; empty when it was not. */
  ReadOnlyStringProperty refusalProperty() {
    return refusal;
  }

  ReadOnlyBooleanProperty savingProperty() {
    return saving;
  }

  void refresh() {
    refresher.request();
  }

  /** Something was written somewhere. */
  void changed(Change change) {
    if (change.concerns(written -> written.entity().equals("feedback_definition"))) {
      refresh();
    }
  }

  /** Begins to write one. */
  void write(DefinitionDraft wanted) {
    refusal.set("");
    draft.set(wanted);
  }

  /** Gives up what is written. */
  void cancel() {
    refusal.set("");
    draft.set(null);
  }

  /**
   * Stores what is written.
   *
   * @return what has to be mended before, or null
   */
  DefinitionDraft.@Nullable Fault save() {
    DefinitionDraft written = draft.get();
    if (written == null || saving.get()) {
      return null;
    }
    DefinitionDraft.Fault fault = written.fault();
    if (fault != null) {
      refusal.set(fault.text());
      return fault;
    }
    FeedbackDefinition definition = written.definition();
    saving.set(true);
    send(
        () -> {
          if (written.isNew()) {
            client.definitions().create(definition);
          } else {
            client.definitions().replace(definition);
          }
        },
        why -> {
          saving.set(false);
          if (why.isEmpty() && written == draft.get()) {
            draft.set(null);
          }
        });
    return null;
  }

  void delete(FeedbackDefinition definition) {
    send(() -> client.definitions().delete(definition.id()), why -> {});
  }

  private void send(Runnable action, Consumer<String> done) {
    refusal.set("");
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
          String why = String.valueOf(problem.getMessage());
          refusal.set(why);
          done.accept(why);
        });
  }

  private void ask() {
    background.run(
        () -> client.definitions().all(),
        (definitions, took) -> {
          failure.set("");
          if (!definitions.equals(all)) {
            all.setAll(definitions);
          }
          known.set(true);
          refresher.answered(took);
        },
        problem -> {
          failure.set(String.valueOf(problem.getMessage()));
          refresher.answered(1_000);
        });
  }
}
