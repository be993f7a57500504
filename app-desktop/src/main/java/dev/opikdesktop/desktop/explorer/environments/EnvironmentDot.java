package dev.opikdesktop.desktop.explorer.environments;

import javafx.scene.layout.Region;

/** The coloured dot beside the name of an environment. */
public final class EnvironmentDot extends Region {
  public EnvironmentDot() {
    getStyleClass().add("environment-dot");
  }

  /**
   * Colours it.
   *
   * @param colour of {@link EnvironmentsModel#colour}
   */
  public EnvironmentDot of(String colour) {
    setStyle("-fx-background-color: " + colour + ";");
    return this;
  }
}
