package dev.opikdesktop.desktop.explorer.settings.environments;

import dev.opikdesktop.desktop.client.Environment;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** An environment as somebody writes it. */
final class EnvironmentDraft {
  /** Colours that one can tell apart, on light and on dark. */
  static final List<Swatch> SWATCHES =
      List.of(
          new Swatch("Green", "#10b981"),
          new Swatch("Blue", "#3b82f6"),
          new Swatch("Violet", "#8b5cf6"),
          new Swatch("Pink", "#ec4899"),
          new Swatch("Red", "#ef4444"),
          new Swatch("Orange", "#f97316"),
          new Swatch("Yellow", "#eab308"),
          new Swatch("Turquoise", "#06b6d4"),
          new Swatch("Grey", "#64748b"));

  private final @Nullable Environment changed;
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty description = new SimpleStringProperty("");
  private final StringProperty colour = new SimpleStringProperty("");

  /** A colour with a name. */
  record Swatch(String name, String colour) {}

  /**
   * @param changed the one that is changed; null for a new one
   * @param others how many there are, so that new ones differ
   */
  EnvironmentDraft(@Nullable Environment changed, int others) {
    this.changed = changed;
    colour.set(SWATCHES.get(others % SWATCHES.size()).colour());
    if (changed != null) {
      name.set(changed.name());
      description.set(changed.description());
      colour.set(changed.colour());
    }
  }

  /** The one that is changed; null for a new one. */
  @Nullable Environment changed() {
    return changed;
  }

  StringProperty name() {
    return name;
  }

  StringProperty description() {
    return description;
  }

  StringProperty colour() {
    return colour;
  }
}
