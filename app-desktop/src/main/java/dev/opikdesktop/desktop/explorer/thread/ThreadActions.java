package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.explorer.command.Command;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import org.kordamp.ikonli.feather.Feather;

/** What can be done with the open thread as a whole: its menu, and the same in the palette. */
final class ThreadActions {
  private final ThreadModel model;
  private final ThreadView.Ways ways;
  private final Node page;

  ThreadActions(ThreadModel model, ThreadView.Ways ways, Node page) {
    this.model = model;
    this.ways = ways;
    this.page = page;
  }

  /** All of them. */
  List<Command> commands() {
    String group = "Thread";
    List<Command> commands = new ArrayList<>();
    commands.add(Command.of(group, "Copy a link to the thread", "", ways::copyLink));
    commands.add(Command.of(group, "Copy the thread id", "", () -> Parts.copy(model.threadId())));
    commands.add(Command.of(group, "Show its traces", "", () -> ways.showTraces(model.threadId())));
    commands.add(
        new Command(group, "Delete the thread…", "", () -> !model.isReadOnly(), this::delete));
    return commands;
  }

  /** A button with all of them that are possible. */
  Button button() {
    Button button = Parts.iconButton(Feather.MORE_HORIZONTAL, "More", () -> {});
    button.setId("thread-menu");
    button.setOnAction(event -> menu().show(button, Side.BOTTOM, 0, 4));
    return button;
  }

  private ContextMenu menu() {
    ContextMenu menu = new ContextMenu();
    for (Command command : commands()) {
      if (command.possible().getAsBoolean()) {
        MenuItem item = new MenuItem(command.title());
        item.setOnAction(event -> command.action().run());
        menu.getItems().add(item);
      }
    }
    return menu;
  }

  private void delete() {
    LogRecord thread = model.threadProperty().get();
    if (thread == null) {
      return;
    }
    Runnable onward = ways.onward();
    if (Question.confirmed(
        page,
        "Delete thread " + thread.id() + " with its traces and everything in them?",
        "It can't be brought back.",
        "Delete")) {
      model.delete(onward);
    }
  }
}
