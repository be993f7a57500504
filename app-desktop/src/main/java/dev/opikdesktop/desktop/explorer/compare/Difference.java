package dev.opikdesktop.desktop.explorer.compare;

/**
 * In what the two sides of a row differ; how long they took and what they cost is no difference.
 */
public enum Difference {
  ONLY_LEFT("only left"),
  ONLY_RIGHT("only right"),
  NAME("name"),
  MODEL("model"),
  ERROR("error"),
  INPUT("input"),
  OUTPUT("output"),
  METADATA("metadata");

  private final String label;

  Difference(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** Its bit in a row's set. */
  int bit() {
    return 1 << ordinal();
  }

  boolean isIn(int bits) {
    return (bits & bit()) != 0;
  }

  /** Names of those in a row's set, in words. */
  static String words(int bits) {
    StringBuilder words = new StringBuilder();
    for (Difference difference : values()) {
      if (difference.isIn(bits)) {
        words.append(words.isEmpty() ? "" : ", ").append(difference.label);
      }
    }
    return words.toString();
  }
}
