package dev.opikdesktop.desktop.explorer.settings.preferences;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.settings.SettingsCard;
import dev.opikdesktop.desktop.explorer.settings.SettingsForm;
import dev.opikdesktop.desktop.explorer.settings.SettingsSection;
import dev.opikdesktop.desktop.explorer.settings.Trouble;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.work.Background;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** How the server treats what is logged. */
public final class PreferencesSection implements SettingsSection {
  private final PreferencesModel model;

  public PreferencesSection(OpikClient client, Background background) {
    model = new PreferencesModel(client, background);
  }

  @Override
  public String id() {
    return "preferences";
  }

  @Override
  public Group group() {
    return Group.WORKSPACE;
  }

  @Override
  public String title() {
    return "Preferences";
  }

  @Override
  public Ikon icon() {
    return Feather.SLIDERS;
  }

  @Override
  public String keywords() {
    return "thread timeout inactive minutes conversation";
  }

  @Override
  public void shown() {
    model.refresh();
  }

  @Override
  public Node view() {
    SettingsCard threads =
        new SettingsCard("Threads", "")
            .row(
                "Thread timeout",
                "A thread counts as finished when it got no trace for so long. Usually 15"
                    + " minutes.",
                timeout());
    threads.add(new Trouble(model.refusalProperty(), null));
    return new VBox(16, new Trouble(model.failureProperty(), model::refresh), threads);
  }

  private Node timeout() {
    TextField minutes =
        SettingsForm.field(
            "thread-timeout",
            "Thread timeout in minutes",
            "15",
            model.minutesProperty(),
            model::save);
    minutes.setPrefColumnCount(5);
    HBox.setHgrow(minutes, Priority.NEVER);
    minutes.getStyleClass().add("number-field");
    minutes.setEditable(!model.isReadOnly());
    minutes.disableProperty().bind(model.knownProperty().not());
    Button save = Parts.button("Save", model::save);
    save.setId("thread-timeout-save");
    save.disableProperty().bind(model.minutesProperty().isEqualTo(model.storedProperty()));
    Button clear = Parts.button("Back to usual", model::clear);
    clear.disableProperty().bind(model.storedProperty().isEmpty());
    HBox row = new HBox(8, minutes, Parts.label("minutes", "muted"), save, clear);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinWidth(Region.USE_PREF_SIZE);
    Parts.present(save, !model.isReadOnly());
    Parts.present(clear, !model.isReadOnly());
    return row;
  }
}
