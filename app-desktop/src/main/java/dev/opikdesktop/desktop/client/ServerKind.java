package dev.opikdesktop.desktop.client;

/**
 * What answers at an address.
 *
 * @param extended whether it is an Opik Desktop: one has live changes, a query language with OR and
 *     NOT and other things that Opik's own server has not
 * @param version of the product; empty when it does not say
 */
public record ServerKind(boolean extended, String version) {
  /** Of Opik's own servers: the first generation that the window was made for. */
  private static final int OLDEST = 2;

  /** For a person. */
  public String label() {
    return (extended ? "Opik Desktop" : "Opik") + (version.isEmpty() ? "" : " " + version);
  }

  /** Whether pages may stay empty, because the server is older than what they show. */
  public boolean isOld() {
    int dot = version.indexOf('.');
    return !extended && dot > 0 && number(version.substring(0, dot)) < OLDEST;
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : OLDEST;
  }
}
