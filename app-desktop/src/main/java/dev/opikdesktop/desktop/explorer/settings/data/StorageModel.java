package dev.opikdesktop.desktop.explorer.settings.data;

import dev.opikdesktop.desktop.client.ClientException;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.StorageApi.Freed;
import dev.opikdesktop.desktop.client.StorageUse;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Background.Running;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What takes how much room, and what makes more of it. Lives on the drawing thread. */
public final class StorageModel {
  private final OpikClient client;
  private final Background background;
  private final ObjectProperty<@Nullable StorageUse> use = new SimpleObjectProperty<>();
  private final StringProperty failure = new SimpleStringProperty("");
  private final StringProperty notServed = new SimpleStringProperty("");
  private final StringProperty working = new SimpleStringProperty("");
  private final StringProperty said = new SimpleStringProperty("");
  private final StringProperty workFailure = new SimpleStringProperty("");
  private @Nullable Running underWay;

  public StorageModel(OpikClient client, Background background) {
    this.client = client;
    this.background = background;
  }

  /** Null as long as the server has not answered. */
  public ReadOnlyObjectProperty<@Nullable StorageUse> useProperty() {
    return use;
  }

  /** Why the last question failed; empty when it did not. */
  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Why there is nothing to show of a server of another kind; empty for one that tells it. */
  public ReadOnlyStringProperty notServedProperty() {
    return notServed;
  }

  /** What is done now; empty for nothing. */
  public ReadOnlyStringProperty workingProperty() {
    return working;
  }

  /** What came of it. */
  public ReadOnlyStringProperty saidProperty() {
    return said;
  }

  /** Why it failed. */
  public ReadOnlyStringProperty workFailureProperty() {
    return workFailure;
  }

  boolean isReadOnly() {
    return client.isReadOnly();
  }

  public void refresh() {
    background.run(
        () -> client.storage().use(),
        (found, took) -> {
          failure.set("");
          notServed.set("");
          use.set(found);
        },
        problem -> {
          boolean isOther = ClientException.isNotServed(problem);
          notServed.set(
              isOther
                  ? "Only an Opik Desktop tells where its data lie and how much room they take."
                      + " This is Opik's own server: its disk is looked after where it runs."
                  : "");
          failure.set(isOther ? "" : String.valueOf(problem.getMessage()));
        });
  }

  /** Takes the bytes of what was deleted off the disk. */
  public void compact() {
    begin("Compacting", client.storage()::compact, StorageModel::freed);
  }

  /** Deletes what retention rules and the limit of the folder ask for. */
  public void cleanUp() {
    begin(
        "Cleaning up",
        client.storage()::cleanUp,
        done ->
            done.traces() == 0
                ? "Nothing was too old."
                : "%s deleted. %s".formatted(Words.traces(done.traces()), freed(done)));
  }

  /** Waits no longer; the server goes on. */
  public void stopWaiting() {
    if (underWay != null) {
      underWay.cancel();
      underWay = null;
      working.set("");
      said.set("The server goes on by itself.");
    }
  }

  private void begin(String what, Callable<Freed> work, Function<Freed, String> result) {
    if (!working.get().isEmpty()) {
      return;
    }
    working.set(what);
    said.set("");
    workFailure.set("");
    underWay =
        background.run(
            work,
            (done, took) -> {
              end();
              said.set(result.apply(done));
            },
            problem -> {
              end();
              workFailure.set(String.valueOf(problem.getMessage()));
            });
  }

  private void end() {
    underWay = null;
    working.set("");
    refresh();
  }

  private static String freed(Freed done) {
    long bytes = done.bytesBefore() - done.bytesAfter();
    return bytes <= 0 ? "There was nothing to free." : Units.bytes(bytes) + " are free again.";
  }
}
