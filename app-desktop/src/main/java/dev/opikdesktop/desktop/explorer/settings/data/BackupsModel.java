package dev.opikdesktop.desktop.explorer.settings.data;

import dev.opikdesktop.desktop.client.Backups;
import dev.opikdesktop.desktop.client.Backups.Backup;
import dev.opikdesktop.desktop.client.Backups.Work;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Duration;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The backups, and what is done with one of them. Asks often while something is under way. Lives on
 * the drawing thread.
 */
public final class BackupsModel {
  private static final Duration OFTEN = Duration.ofMillis(400);

  /** How long a server may take to begin again: it is asked this many times. */
  private static final int PATIENCE = 300;

  private final OpikClient client;
  private final Background background;
  private final ObjectProperty<@Nullable Backups> backups = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Work> running = new SimpleObjectProperty<>();
  private final StringProperty failure = new SimpleStringProperty("");
  private final StringProperty workFailure = new SimpleStringProperty("");
  private final StringProperty said = new SimpleStringProperty("");

  /** The work whose end was told, or that was over before anybody looked. */
  private String told = "";

  private boolean looking;
  private boolean restoring;
  private int missed;

  public BackupsModel(OpikClient client, Background background) {
    this.client = client;
    this.background = background;
  }

  /** Null as long as the server has not answered. */
  public ReadOnlyObjectProperty<@Nullable Backups> backupsProperty() {
    return backups;
  }

  /** What is under way; null for nothing. */
  public ReadOnlyObjectProperty<@Nullable Work> runningProperty() {
    return running;
  }

  /** Why the last question failed; empty when it did not. */
  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Why what was asked for failed. */
  public ReadOnlyStringProperty workFailureProperty() {
    return workFailure;
  }

  /** What came of it. */
  public ReadOnlyStringProperty saidProperty() {
    return said;
  }

  public void refresh() {
    if (!looking) {
      looking = true;
      ask();
    }
  }

  /**
   * Begins to make one.
   *
   * @param folder where; empty for the usual place
   */
  public void make(String folder) {
    begin(() -> client.backups().make(folder));
  }

  public void verify(Backup backup) {
    begin(() -> client.backups().verify(backup.id()));
  }

  /** Begins to restore one: the server goes away for some seconds at the end of it. */
  public void restore(Backup backup) {
    restoring = true;
    missed = 0;
    begin(() -> client.backups().restore(backup.id()));
  }

  public void delete(Backup backup) {
    begin(() -> client.backups().delete(backup.id()));
  }

  public void cancel() {
    background.run(
        () -> {
          client.backups().cancel();
          return true;
        },
        (cancelled, took) -> refresh(),
        problem -> workFailure.set(String.valueOf(problem.getMessage())));
  }

  private void begin(Runnable action) {
    workFailure.set("");
    said.set("");
    background.run(
        () -> {
          action.run();
          return true;
        },
        (begun, took) -> refresh(),
        problem -> {
          restoring = false;
          workFailure.set(String.valueOf(problem.getMessage()));
        });
  }

  private void ask() {
    background.run(
        () -> client.backups().list(),
        (found, took) -> {
          looking = false;
          failure.set("");
          show(found);
        },
        problem -> {
          looking = false;
          if (restoring && missed++ < PATIENCE) {
            lookAgain();
          } else {
            restoring = false;
            running.set(null);
            failure.set(String.valueOf(problem.getMessage()));
          }
        });
  }

  private void show(Backups found) {
    boolean first = backups.get() == null;
    backups.set(found);
    Work work = found.work();
    if (work != null && work.isRunning()) {
      told = "";
      running.set(work);
      lookAgain();
    } else if (work != null) {
      ended(found, work, first);
    } else {
      running.set(null);
      if (restoring) {
        restoring = false;
        restored(found);
      }
    }
  }

  private void ended(Backups found, Work work, boolean first) {
    boolean goesOn = restoring && work.kind().equals("restore") && work.state().equals("done");
    if (goesOn && missed++ < PATIENCE) {
      // The server that answers now is the one that ends.
      running.set(work);
      lookAgain();
      return;
    }
    restoring = false;
    running.set(null);
    if (first || work.id().equals(told)) {
      told = work.id();
      return;
    }
    told = work.id();
    switch (work.state()) {
      case "failed" -> workFailure.set(String.join(" ", work.faults()));
      case "cancelled" -> said.set("Cancelled. Nothing is left of it.");
      default -> done(found, work);
    }
  }

  private void done(Backups found, Work work) {
    switch (work.kind()) {
      case "make" -> said.set("Backed up: " + Units.bytes(work.doneBytes()) + ".");
      case "restore" -> said.set("The backup takes its place at the next start.");
      default -> {
        if (work.faults().isEmpty()) {
          said.set("Every file is as it was when the backup was made.");
        } else {
          workFailure.set(
              "%d files are damaged: %s."
                  .formatted(work.faults().size(), work.faults().getFirst()));
        }
      }
    }
  }

  private void restored(Backups found) {
    if (found.restoreFailure().isEmpty()) {
      said.set("Restored. What was there before is kept here as a backup.");
    } else {
      workFailure.set(
          "The backup could not be opened, so everything is as it was before: "
              + found.restoreFailure());
    }
  }

  private void lookAgain() {
    background.later(OFTEN, this::refresh);
  }
}
