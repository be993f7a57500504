package dev.opikdesktop.desktop.client;

/** What a row of the logs is. */
public enum LogKind {
  THREADS("threads", "thread", "/v1/private/traces/threads"),
  TRACES("traces", "trace", "/v1/private/traces"),
  SPANS("spans", "span", "/v1/private/spans");

  private final String plural;
  private final String singular;
  private final String path;

  LogKind(String plural, String singular, String path) {
    this.plural = plural;
    this.singular = singular;
    this.path = path;
  }

  /** The wire's word for several, which is a person's too. */
  public String plural() {
    return plural;
  }

  public String singular() {
    return singular;
  }

  String path() {
    return path;
  }
}
