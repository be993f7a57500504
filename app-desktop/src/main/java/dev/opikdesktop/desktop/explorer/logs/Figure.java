package dev.opikdesktop.desktop.explorer.logs;

/**
 * A key figure.
 *
 * @param change against the period before; empty where there is none to compare with
 * @param moreIsWorse what the colour of the change says
 */
public record Figure(String title, String value, String change, boolean moreIsWorse) {
  boolean isBad() {
    return !change.isEmpty() && moreIsWorse == change.startsWith("+");
  }
}
