package dev.opikdesktop.storage.relational;

/** Patterns for {@code column LIKE :pattern ESCAPE '!'}, the same on every database. */
public final class LikePattern {
  private LikePattern() {}

  /** Fits what contains the text, in which no character is a wildcard. */
  public static String containing(String text) {
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
