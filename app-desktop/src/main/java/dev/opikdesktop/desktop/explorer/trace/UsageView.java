package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Every count of tokens by its own name, behind a heading that opens it; it stays as it was. */
final class UsageView extends VBox {
  /** A line may break here, which shows nothing. */
  private static final String BREAK = "\u200b";

  private final ToggleButton heading = new ToggleButton();
  private final VBox lines = new VBox();

  UsageView() {
    heading.setId("usage");
    heading.getStyleClass().add("usage-heading");
    heading
        .selectedProperty()
        .subscribe(
            open -> {
              heading.setGraphic(Parts.icon(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT));
              Parts.present(lines, open);
            });
    getChildren().setAll(heading, lines);
  }

  void show(List<Fact> usage) {
    Parts.present(this, !usage.isEmpty());
    heading.setText("All " + usage.size() + " counts of tokens");
    lines.getChildren().setAll(usage.stream().map(UsageView::line).toList());
  }

  private static HBox line(Fact count) {
    Label name =
        Parts.label(
            count.name().replace("_", "_" + BREAK).replace(".", "." + BREAK), "muted", "smaller");
    name.setAccessibleText(count.name());
    name.setWrapText(true);
    name.setMinHeight(Region.USE_PREF_SIZE);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    Label value = Parts.label(count.value(), "mono", "smaller");
    value.setMinWidth(USE_PREF_SIZE);
    HBox line = new HBox(8, name, value);
    line.setAlignment(Pos.TOP_LEFT);
    line.getStyleClass().add("usage-line");
    return line;
  }
}
