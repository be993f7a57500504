package dev.opikdesktop.desktop.explorer.trace;

/** A small fact that the rows of the tree can say. */
public enum RowFact {
  DURATION("Duration", true),
  MODEL("Model, before the name", true),
  PROVIDER("Provider", false),
  COST("Cost", true),
  TOKENS("Tokens", true),
  TOKENS_IN_OUT("Tokens in and out", false),
  SCORES("Number of scores", false),
  COMMENTS("Number of comments", false),
  TAGS("Number of tags", false);

  private final String label;
  private final boolean usual;

  RowFact(String label, boolean usual) {
    this.label = label;
    this.usual = usual;
  }

  public String label() {
    return label;
  }

  /** Whether it is shown before anybody chose. */
  public boolean isUsual() {
    return usual;
  }
}
