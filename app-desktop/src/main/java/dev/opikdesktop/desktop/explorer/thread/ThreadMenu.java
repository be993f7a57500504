package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.explorer.command.Command;
import dev.opikdesktop.desktop.explorer.export.ExportSign;
import dev.opikdesktop.desktop.explorer.export.FileFormat;
import dev.opikdesktop.desktop.explorer.text.Loss;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import dev.opikdesktop.desktop.explorer.theme.SaveDialog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** What can be done with the open thread as a whole, behind one button, and how far that is. */
final class ThreadMenu extends HBox {
  private final ThreadModel model;
  private final SaveDialog dialog;
  private final ThreadView.Ways ways;
  private final Button button;

  ThreadMenu(ThreadModel model, SaveDialog dialog, ThreadView.Ways ways) {
    super(8);
    this.model = model;
    this.dialog = dialog;
    this.ways = ways;
    button =
        Parts.iconButton(Feather.MORE_HORIZONTAL, "Copy, export or delete the thread", this::open);
    button.setId("thread-menu");
    button.setMinWidth(USE_PREF_SIZE);
    setAlignment(Pos.CENTER_LEFT);
    getChildren().setAll(new ExportSign(model.file()), button);
  }

  /** The same for the command palette. */
  List<Command> commands() {
    return entries().stream().flatMap(List::stream).toList();
  }

  private List<List<Command>> entries() {
    List<Command> exports = new ArrayList<>();
    for (FileFormat format : FileFormat.values()) {
      exports.add(
          command("Export the conversation as " + format.name() + "…", () -> export(format)));
    }
    Command delete =
        new Command(
            "Thread",
            "Delete the thread…",
            "",
            () -> isThere() && !model.isReadOnly(),
            this::delete);
    return List.of(
        List.of(
            command("Copy the thread's id", () -> Parts.copy(model.threadId())),
            command("Copy a link to the thread", ways::copyLink),
            command("Show its traces", () -> ways.showTraces(model.threadId()))),
        exports,
        List.of(delete));
  }

  private Command command(String title, Runnable action) {
    return new Command("Thread", title, "", this::isThere, action);
  }

  private boolean isThere() {
    return model.threadProperty().get() != null;
  }

  private void open() {
    ContextMenu menu = new ContextMenu();
    for (List<Command> group : entries()) {
      List<Command> possible =
          group.stream().filter(entry -> entry.possible().getAsBoolean()).toList();
      if (!menu.getItems().isEmpty() && !possible.isEmpty()) {
        menu.getItems().add(new SeparatorMenuItem());
      }
      for (Command entry : possible) {
        MenuItem item = new MenuItem(entry.title());
        item.setOnAction(event -> entry.action().run());
        menu.getItems().add(item);
      }
    }
    menu.show(button, Side.BOTTOM, 0, 4);
  }

  private void export(FileFormat format) {
    LogRecord thread = model.threadProperty().get();
    if (thread == null || getScene() == null) {
      return;
    }
    Path file =
        dialog.choose(
            getScene().getWindow(),
            "Export thread " + thread.id() + " as " + format.name(),
            format.fileName(thread.id(), "thread"));
    if (file != null) {
      model.export(format, file);
    }
  }

  private void delete() {
    LogRecord thread = model.threadProperty().get();
    if (thread == null) {
      return;
    }
    Runnable onward = ways.onward();
    if (Question.deletion(
        this,
        "Delete thread " + thread.id() + " with its traces and everything in them?",
        Loss.of(thread.startTime(), thread.children(), "message"))) {
      model.delete(onward);
    }
  }
}
