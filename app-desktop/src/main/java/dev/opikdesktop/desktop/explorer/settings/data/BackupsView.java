package dev.opikdesktop.desktop.explorer.settings.data;

import dev.opikdesktop.desktop.client.Backups;
import dev.opikdesktop.desktop.client.Backups.Backup;
import dev.opikdesktop.desktop.client.Backups.Work;
import dev.opikdesktop.desktop.explorer.settings.Said;
import dev.opikdesktop.desktop.explorer.settings.SettingsCard;
import dev.opikdesktop.desktop.explorer.settings.SettingsEntry;
import dev.opikdesktop.desktop.explorer.settings.Trouble;
import dev.opikdesktop.desktop.explorer.settings.Working;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import java.io.File;
import java.time.ZoneId;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Makes backups, and lists them with what can be done with each. */
final class BackupsView extends VBox {
  private final BackupsModel model;
  private final VBox entries = SettingsCard.of();
  private final Working working;
  private final Button make = Parts.button("Back up now", () -> {});
  private final Button elsewhere = Parts.button("To another folder…", this::makeElsewhere);

  BackupsView(BackupsModel model) {
    super(16);
    this.model = model;
    working =
        new Working(
            Bindings.createStringBinding(this::doing, model.runningProperty()),
            Bindings.createDoubleBinding(this::progress, model.runningProperty()),
            "Cancel",
            model::cancel);
    make.setId("back-up");
    make.setOnAction(event -> model.make(""));
    make.getStyleClass().add("main-button");
    elsewhere.setId("back-up-elsewhere");
    HBox buttons = new HBox(8, make, elsewhere);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    buttons.setMinWidth(USE_PREF_SIZE);
    getChildren()
        .addAll(
            new SettingsCard("Back up", "")
                .row(
                    "Everything as it is now",
                    "Traces, attachments, projects, settings and prices. Work goes on meanwhile.",
                    buttons),
            working,
            new Said(model.saidProperty()),
            new Trouble(model.workFailureProperty(), null),
            new Trouble(model.failureProperty(), model::refresh),
            new VBox(8, Parts.label("Backups", "strong"), entries));
    model.backupsProperty().subscribe(found -> show());
    model.runningProperty().subscribe(work -> show());
  }

  private String doing() {
    Work work = model.runningProperty().get();
    if (work == null) {
      return "";
    }
    String verb =
        switch (work.kind()) {
          case "make" -> "Backing up";
          case "verify" -> "Verifying";
          default -> "Restoring";
        };
    if (!work.isRunning()) {
      return verb + ": the server begins again";
    }
    return work.totalBytes() == 0
        ? verb
        : "%s: %s of %s"
            .formatted(verb, Units.bytes(work.doneBytes()), Units.bytes(work.totalBytes()));
  }

  private double progress() {
    Work work = model.runningProperty().get();
    return work == null || work.totalBytes() == 0 || !work.isRunning()
        ? -1
        : (double) work.doneBytes() / work.totalBytes();
  }

  private void show() {
    @Nullable Backups found = model.backupsProperty().get();
    boolean idle = model.runningProperty().get() == null;
    boolean possible = found != null && found.possible() && !found.restorePending();
    make.setDisable(!idle || !possible);
    elsewhere.setDisable(!idle || !possible);
    if (entries.isFocusWithin()) {
      Platform.runLater(this::takeFocus);
    }
    entries.getChildren().clear();
    if (found == null) {
      entries.getChildren().add(Parts.label("Asking the server…", "muted", "settings-nothing"));
      return;
    }
    found.all().forEach(backup -> entries.getChildren().add(entry(backup, idle)));
    if (found.all().isEmpty()) {
      entries.getChildren().add(nothing(found));
    }
  }

  /** The entry that had the keyboard is not there any more. */
  private void takeFocus() {
    if (working.isVisible()) {
      working.takeFocus();
    } else {
      make.requestFocus();
    }
  }

  private static Node nothing(Backups found) {
    Label label =
        Parts.label(
            found.possible()
                ? "There are no backups yet. They will lie in " + found.folder() + "."
                : "Not everything is kept in the data folder. Back up the database servers with"
                    + " their own tools.",
            "muted",
            "settings-nothing");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private Node entry(Backup backup, boolean idle) {
    String name = Units.dayAndTime(backup.createdAt(), ZoneId.systemDefault());
    String kind = backup.replaced() ? ", replaced by a restored one" : "";
    SettingsEntry entry =
        new SettingsEntry(
            Parts.icon(backup.replaced() ? Feather.ROTATE_CCW : Feather.ARCHIVE),
            name,
            Units.bytes(backup.bytes()) + kind,
            backup.folder());
    if (!backup.replaced()) {
      entry
          .action(Feather.CHECK_CIRCLE, "Verify the backup of " + name, () -> model.verify(backup))
          .setDisable(!idle);
    }
    entry
        .action(
            Feather.CORNER_UP_LEFT, "Restore the backup of " + name, () -> restore(backup, name))
        .setDisable(!idle);
    entry
        .action(Feather.TRASH_2, "Delete the backup of " + name, () -> delete(backup, name))
        .setDisable(!idle);
    return entry;
  }

  private void restore(Backup backup, String name) {
    if (Question.confirmed(
        this,
        "Restore the backup of " + name + "?",
        "It is copied and checked first; then the server begins again with it, which takes some"
            + " seconds: who sends spans meanwhile has to send them again. What is there now is"
            + " kept as a backup of its own.",
        "Restore")) {
      model.restore(backup);
    }
  }

  private void delete(Backup backup, String name) {
    if (Question.deletion(
        this,
        "Delete the backup of " + name + "?",
        "%s at %s are free then.".formatted(Units.bytes(backup.bytes()), backup.folder()))) {
      model.delete(backup);
    }
  }

  private void makeElsewhere() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Back up to");
    File folder = chooser.showDialog(getScene().getWindow());
    if (folder != null) {
      model.make(folder.getAbsolutePath());
    }
  }
}
