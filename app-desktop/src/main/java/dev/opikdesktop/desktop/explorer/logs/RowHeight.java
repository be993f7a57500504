package dev.opikdesktop.desktop.explorer.logs;

/** How much of its text a row of the logs shows. */
public enum RowHeight {
  COMPACT("Compact", 32),
  MEDIUM("Medium", 40),
  DETAILED("Detailed", 132);

  private final String label;
  private final double pixels;

  RowHeight(String label, double pixels) {
    this.label = label;
    this.pixels = pixels;
  }

  public String label() {
    return label;
  }

  double pixels() {
    return pixels;
  }

  /** The one of a name; compact where there is none of it. */
  static RowHeight named(String name) {
    for (RowHeight each : values()) {
      if (each.name().equalsIgnoreCase(name)) {
        return each;
      }
    }
    return COMPACT;
  }
}
