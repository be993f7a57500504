package dev.opikdesktop.desktop.explorer.export;

/** How one thing with all that belongs to it is written. */
public enum FileFormat {
  CSV(".csv"),
  JSON(".json");

  private static final int LONGEST = 60;

  private final String ending;

  FileFormat(String ending) {
    this.ending = ending;
  }

  /**
   * A file's name for a thing's, which every system takes.
   *
   * @param otherwise where nothing is left of the name
   */
  public String fileName(String name, String otherwise) {
    String plain = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
    String kept = plain.substring(0, Math.min(LONGEST, plain.length()));
    return (kept.isEmpty() ? otherwise : kept) + ending;
  }
}
