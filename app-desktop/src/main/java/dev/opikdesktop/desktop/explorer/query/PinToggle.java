package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.scene.control.ToggleButton;
import org.kordamp.ikonli.feather.Feather;

/** Says whether something always has a chip, and changes it. */
final class PinToggle extends ToggleButton {
  private final Subject subject;

  PinToggle(QueryModel model, Subject subject) {
    super(null, Parts.icon(Feather.BOOKMARK));
    this.subject = subject;
    getStyleClass().add("pin-toggle");
    Parts.present(this, model.canPin());
    setSelected(model.pinned().contains(subject));
    setOnAction(
        event -> {
          model.pin(subject, isSelected());
          showName();
        });
    showName();
  }

  private void showName() {
    Parts.named(
        this,
        isSelected()
            ? "Pinned: " + subject.title() + " always has a chip"
            : "Pin: give " + subject.title() + " a chip that stays");
  }
}
