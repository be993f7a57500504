package dev.opikdesktop.desktop.explorer.settings.data;

import dev.opikdesktop.desktop.client.StorageUse;
import dev.opikdesktop.desktop.client.StorageUse.Part;
import dev.opikdesktop.desktop.client.StorageUse.ProjectRows;
import dev.opikdesktop.desktop.explorer.settings.NotServed;
import dev.opikdesktop.desktop.explorer.settings.Said;
import dev.opikdesktop.desktop.explorer.settings.SettingsCard;
import dev.opikdesktop.desktop.explorer.settings.SettingsColumn;
import dev.opikdesktop.desktop.explorer.settings.Trouble;
import dev.opikdesktop.desktop.explorer.settings.Working;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import dev.opikdesktop.desktop.explorer.theme.SystemPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Where data lie, how much room they take, and what makes more of it. */
final class StorageView extends VBox {
  private static final double BAR = 200;
  private static final double SIZES = 72;
  private static final double ROW = 34;
  private static final double HEADER = 37;
  private static final int MOST_ROWS = 8;

  private final StorageModel model;
  private final boolean here;
  private final VBox found = new VBox(24);
  private final StringProperty openFailure = new SimpleStringProperty("");

  StorageView(StorageModel model, boolean here) {
    super(16);
    this.model = model;
    this.here = here;
    Label asking = Parts.label("Asking the server…", "muted");
    asking
        .visibleProperty()
        .bind(
            model
                .useProperty()
                .isNull()
                .and(model.failureProperty().isEmpty())
                .and(model.notServedProperty().isEmpty()));
    asking.managedProperty().bind(asking.visibleProperty());
    getChildren()
        .addAll(
            new Trouble(model.failureProperty(), model::refresh),
            new NotServed(model.notServedProperty()),
            asking,
            found);
    VBox room = makeRoom();
    model
        .useProperty()
        .subscribe(
            use -> {
              if (use != null) {
                found.getChildren().setAll(folder(use), sizes(use), projects(use), room);
              }
            });
  }

  private Node folder(StorageUse use) {
    HBox buttons = new HBox(8);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    buttons.setMinWidth(USE_PREF_SIZE);
    if (here) {
      Button open = Parts.button("Open folder", () -> open(use.dataFolder()));
      open.setId("open-data-folder");
      buttons.getChildren().add(open);
    }
    buttons
        .getChildren()
        .add(
            Parts.iconButton(
                Feather.COPY, "Copy the path of the folder", () -> Parts.copy(use.dataFolder())));
    SettingsCard card = new SettingsCard("Where it is", "");
    card.row(use.dataFolder(), "Everything that Opik Desktop keeps. Set by --data-dir.", buttons);
    card.getChildren().add(new Trouble(openFailure, null));
    return card;
  }

  private void open(String folder) {
    openFailure.set("");
    try {
      SystemPrograms.openFolder(Path.of(folder));
    } catch (IOException e) {
      openFailure.set("The folder cannot be opened: " + e.getMessage());
    }
  }

  private static Node sizes(StorageUse use) {
    SettingsCard card = new SettingsCard("Room on the disk", "");
    long most = Math.max(1, use.parts().stream().mapToLong(Part::bytes).max().orElse(1));
    use.parts().stream()
        .sorted(Comparator.comparingLong(Part::bytes).reversed())
        .filter(part -> part.bytes() > 0)
        .forEach(part -> card.row(Words.part(part.name()), "", size(part.bytes(), most)));
    card.row("All together", "", size(use.bytes(), 0));
    String limit =
        use.mostBytes() == null
            ? "No limit is set (data.max-size)."
            : "From %s on the oldest traces are deleted; backups do not count (data.max-size)."
                .formatted(Units.bytes(use.mostBytes()));
    card.row("Free on the disk", limit, size(use.freeBytes(), 0));
    return card;
  }

  /**
   * A number of bytes.
   *
   * @param most what the longest bar stands for; 0 for no bar
   */
  private static Node size(long bytes, long most) {
    Label text = Parts.label(Units.bytes(bytes), "mono");
    text.setMinWidth(SIZES);
    text.setAlignment(Pos.CENTER_RIGHT);
    HBox row = new HBox(12, text);
    row.setAlignment(Pos.CENTER_RIGHT);
    if (most > 0) {
      Region bar = new Region();
      bar.getStyleClass().add("size-bar");
      double width = Math.max(2, BAR * bytes / most);
      bar.setMinWidth(width);
      bar.setMaxSize(width, 6);
      StackPane track = new StackPane(bar);
      track.setAlignment(Pos.CENTER_LEFT);
      track.setMinWidth(BAR);
      row.getChildren().addFirst(track);
    }
    row.setMinWidth(USE_PREF_SIZE);
    return row;
  }

  private static Node projects(StorageUse use) {
    TableView<ProjectRows> table = new TableView<>();
    table.setId("storage-projects");
    table.setAccessibleText("Projects by what they hold");
    table.getStyleClass().addAll("rows", "settings-card");
    table.setFixedCellSize(ROW);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(Parts.label("Nothing has been logged yet", "muted"));
    table.getColumns().add(new SettingsColumn<>("Project", 380, "strong-cell", ProjectRows::name));
    table
        .getColumns()
        .add(
            new SettingsColumn<>("Traces", 150, "number-cell", rows -> Units.count(rows.traces())));
    table
        .getColumns()
        .add(new SettingsColumn<>("Spans", 150, "number-cell", rows -> Units.count(rows.spans())));
    table.getItems().setAll(use.projects());
    double height = HEADER + ROW * Math.clamp(use.projects().size(), 1, MOST_ROWS) + 3;
    table.setMinHeight(height);
    table.setPrefHeight(height);
    return new VBox(8, Parts.label("By project", "strong"), table);
  }

  private VBox makeRoom() {
    Button compact = Parts.button("Compact", model::compact);
    compact.setId("compact");
    Button cleanUp = Parts.button("Clean up now", this::cleanUp);
    cleanUp.setId("clean-up");
    for (Button button : new Button[] {compact, cleanUp}) {
      button.setMinWidth(USE_PREF_SIZE);
      button.disableProperty().bind(model.workingProperty().isNotEmpty());
    }
    VBox room =
        new VBox(
            10,
            new SettingsCard("Make room", "")
                .row(
                    "Compact",
                    "Takes the bytes of what was deleted off the disk. Happens by itself ten"
                        + " minutes after a delete.",
                    compact)
                .row(
                    "Clean up",
                    "Deletes what the retention rules and the limit of the folder ask for. Happens"
                        + " by itself every hour.",
                    cleanUp),
            new Working(
                model.workingProperty(),
                new SimpleDoubleProperty(-1),
                "Stop waiting",
                model::stopWaiting),
            new Said(model.saidProperty()),
            new Trouble(model.workFailureProperty(), null));
    Parts.present(room, !model.isReadOnly());
    return room;
  }

  private void cleanUp() {
    if (Question.confirmed(
        this,
        "Clean up now?",
        "What retention rules call too old is deleted and can't be brought back.",
        "Clean up")) {
      model.cleanUp();
    }
  }
}
