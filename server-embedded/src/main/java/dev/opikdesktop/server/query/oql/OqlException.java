package dev.opikdesktop.server.query.oql;

import java.util.List;

/** A text that is no query: what is wrong, where, and what could stand there instead. */
public final class OqlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient TextRange at;
  private final transient List<String> expected;

  OqlException(String message, TextRange at, List<String> expected) {
    super(message, null, false, false);
    this.at = at;
    this.expected = List.copyOf(expected);
  }

  /** What is wrong; of length 0 where something is missing. */
  public TextRange at() {
    return at;
  }

  /**
   * What would have been right there: words of the language and names of fields as they are
   * written, anything else in words. Empty where there is no saying.
   */
  public List<String> expected() {
    return expected;
  }

  /** Place and expectation in one line, for whoever has no text to underline. */
  public String details() {
    String place = "offset " + at.offset() + ", length " + at.length();
    return expected.isEmpty() ? place : place + ", expected " + String.join(", ", expected);
  }
}
