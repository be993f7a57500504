package dev.opikdesktop.desktop.explorer.opening;

import dev.opikdesktop.desktop.explorer.command.Command;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

/** The system's own dialogues for choosing files and folders, and the keys that open them. */
public final class FileChoice {
  private static final String GROUP = "File";

  private final OpeningModel model;
  private final Node owner;

  /**
   * @param owner in whose window the dialogues appear
   */
  public FileChoice(OpeningModel model, Node owner) {
    this.model = model;
    this.owner = owner;
  }

  /** Lets the user choose files. */
  public void chooseFiles() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open files of traces");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(
                "Traces", "*.json", "*.jsonl", "*.ndjson", "*.gz", "*.csv", "*.parquet", "*.zip"),
            new FileChooser.ExtensionFilter("All files", "*"));
    List<File> chosen = chooser.showOpenMultipleDialog(owner.getScene().getWindow());
    if (chosen != null) {
      model.offer(chosen.stream().map(File::toPath).toList());
    }
  }

  /** Lets the user choose a folder. */
  public void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Open an exported folder");
    File chosen = chooser.showDialog(owner.getScene().getWindow());
    if (chosen != null) {
      model.offer(List.of(chosen.toPath()));
    }
  }

  /** Ctrl O chooses files, with Shift a folder. */
  public boolean keyPressed(KeyEvent event) {
    if (!event.isShortcutDown() || event.isAltDown() || event.getCode() != KeyCode.O) {
      return false;
    }
    if (event.isShiftDown()) {
      chooseFolder();
    } else {
      chooseFiles();
    }
    return true;
  }

  /** What can be done with files. */
  public List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    commands.add(Command.of(GROUP, "Open a file…", "Ctrl O", this::chooseFiles));
    commands.add(Command.of(GROUP, "Open an exported folder…", "Ctrl Shift O", this::chooseFolder));
    for (OpenFile file : model.open()) {
      commands.add(Command.of(GROUP, "Show " + file.name(), "", () -> model.show(file)));
      commands.add(Command.of(GROUP, "Close " + file.name(), "", () -> model.close(file)));
    }
    return commands;
  }
}
