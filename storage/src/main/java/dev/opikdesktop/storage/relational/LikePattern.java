package dev.opikdesktop.storage.relational;

/**
 * Patterns for {@code column LIKE :pattern ESCAPE '!'}, the same on every database. No character of
 * the text is a wildcard.
 */
public final class LikePattern {
  private LikePattern() {}

  /** Fits what contains the text. */
  public static String containing(String text) {
    return "%" + literal(text) + "%";
  }

  /** Fits what begins with the text. */
  public static String startingWith(String text) {
    return literal(text) + "%";
  }

  /** Fits what ends with the text. */
  public static String endingWith(String text) {
    return "%" + literal(text);
  }

  private static String literal(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
