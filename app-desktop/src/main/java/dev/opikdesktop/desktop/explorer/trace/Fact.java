package dev.opikdesktop.desktop.explorer.trace;

/**
 * One line beside the payload.
 *
 * @param leads where a click on it leads
 */
public record Fact(String name, String value, String note, Leads leads) {
  /** Where a fact leads. */
  public enum Leads {
    /** Nowhere: a click copies it. */
    NOWHERE,
    /** To the thread that the trace belongs to. */
    THREAD,
    /** To the table of spans, with this trace's alone. */
    SPANS,
    /** To the failed spans of the tree, the others left out. */
    ERRORS
  }

  Fact(String name, String value, String note) {
    this(name, value, note, Leads.NOWHERE);
  }
}
