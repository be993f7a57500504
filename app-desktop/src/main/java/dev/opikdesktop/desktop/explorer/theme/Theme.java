package dev.opikdesktop.desktop.explorer.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.util.Subscription;

/**
 * Light, dark, or as the system has it; AtlantaFX for the controls, this package's style sheets for
 * the colours and the rest.
 */
public final class Theme implements AutoCloseable {
  /** What the user chose. */
  public enum Choice {
    SYSTEM,
    LIGHT,
    DARK;

    /** The next one, for a button that steps through them. */
    public Choice next() {
      return values()[(ordinal() + 1) % values().length];
    }

    public String label() {
      return switch (this) {
        case SYSTEM -> "System colours";
        case LIGHT -> "Light";
        case DARK -> "Dark";
      };
    }
  }

  private static final String KEY = "theme";
  private static final List<String> SHEETS =
      List.of(
          "explorer.css",
          "pages.css",
          "logs.css",
          "charts.css",
          "tree.css",
          "chat.css",
          "annotate.css",
          "thread.css",
          "compare.css",
          "settings.css",
          "data.css",
          "connections.css",
          "opening.css");

  private final Scene scene;
  private final WindowState state;
  private final ObjectProperty<Choice> choice;
  private final Subscription system;

  /** Styles a scene now, and whenever the choice or the system's scheme changes. */
  public Theme(Scene scene, WindowState state) {
    this.scene = scene;
    this.state = state;
    this.choice = new SimpleObjectProperty<>(remembered(state));
    Fonts.load();
    choice.addListener(observable -> chosen());
    system = Platform.getPreferences().colorSchemeProperty().subscribe(this::apply);
    apply();
  }

  public ObjectProperty<Choice> choiceProperty() {
    return choice;
  }

  public boolean isDark() {
    return switch (choice.get()) {
      case LIGHT -> false;
      case DARK -> true;
      case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    };
  }

  /** The system's scheme outlives every window. */
  @Override
  public void close() {
    system.unsubscribe();
  }

  private void chosen() {
    state.put(KEY, choice.get().name().toLowerCase(Locale.ROOT));
    state.save();
    apply();
  }

  private void apply() {
    boolean dark = isDark();
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    String colours = sheet(dark ? "dark.css" : "light.css");
    List<String> sheets = scene.getStylesheets();
    if (sheets.isEmpty()) {
      sheets.add(colours);
      SHEETS.forEach(name -> sheets.add(sheet(name)));
      if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
        sheets.add(sheet("opaque.css"));
      }
    } else {
      sheets.set(0, colours);
    }
  }

  private static String sheet(String name) {
    return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
  }

  private static Choice remembered(WindowState state) {
    String name = state.text(KEY, "system");
    for (Choice choice : Choice.values()) {
      if (choice.name().equalsIgnoreCase(name)) {
        return choice;
      }
    }
    return Choice.SYSTEM;
  }
}
