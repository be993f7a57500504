package dev.opikdesktop.desktop.explorer.settings;

import dev.opikdesktop.desktop.explorer.logs.LogsModel;
import dev.opikdesktop.desktop.explorer.logs.RowHeight;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import dev.opikdesktop.desktop.explorer.theme.Segments;
import dev.opikdesktop.desktop.explorer.theme.Theme;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** How the window looks: kept on this machine. */
public final class AppearanceSection implements SettingsSection {
  private final Theme theme;
  private final LogsModel logs;
  private final StringProperty done = new SimpleStringProperty("");

  public AppearanceSection(Theme theme, LogsModel logs) {
    this.theme = theme;
    this.logs = logs;
  }

  @Override
  public String id() {
    return "appearance";
  }

  @Override
  public Group group() {
    return Group.WINDOW;
  }

  @Override
  public String title() {
    return "Appearance";
  }

  @Override
  public Ikon icon() {
    return Feather.SUN;
  }

  @Override
  public String keywords() {
    return "theme colours colors light dark system rows height columns saved views reset";
  }

  @Override
  public void left() {
    done.set("");
  }

  @Override
  public Node view() {
    SettingsCard colours =
        new SettingsCard("Colours", "")
            .row(
                "Theme",
                "System follows the desktop, also when it changes by the time of day.",
                new Segments<>(
                    "theme",
                    List.of(Theme.Choice.values()),
                    theme.choiceProperty(),
                    Theme.Choice::label));
    SettingsCard tables =
        new SettingsCard("Logs", "")
            .row(
                "Row height",
                "Detailed rows show several lines of what went in and came out.",
                new Segments<>(
                    "row-height",
                    List.of(RowHeight.values()),
                    logs.rowHeightProperty(),
                    RowHeight::label))
            .row("Columns", "Which there are, their order, widths and pins.", columns())
            .row("Saved views", "Those of the side bar, of all projects.", views());
    return new VBox(24, colours, tables);
  }

  private Node columns() {
    Button reset =
        Parts.button(
            "Reset columns",
            () -> {
              logs.resetColumns();
              done.set("The usual columns are back.");
            });
    reset.setId("reset-columns");
    Label said = Parts.label("", "muted", "smaller");
    said.textProperty().bind(done);
    HBox row = new HBox(10, said, reset);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinWidth(HBox.USE_PREF_SIZE);
    return row;
  }

  private Node views() {
    Button forget = Parts.button("", () -> {});
    forget.setId("forget-views");
    forget.setMinWidth(Button.USE_PREF_SIZE);
    forget.setOnAction(
        event -> {
          if (Question.confirmed(
              forget,
              "Forget all saved views?",
              "Their queries are gone; what was logged stays.",
              "Forget")) {
            logs.views().forgetAll();
          }
        });
    forget
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> "Forget all " + logs.views().all().size(), logs.views().all()));
    Label none = Parts.label("None yet", "muted");
    none.visibleProperty().bind(Bindings.isEmpty(logs.views().all()));
    forget.visibleProperty().bind(none.visibleProperty().not());
    StackPane either = new StackPane(none, forget);
    either.setAlignment(Pos.CENTER_RIGHT);
    either.setMinWidth(StackPane.USE_PREF_SIZE);
    return either;
  }
}
