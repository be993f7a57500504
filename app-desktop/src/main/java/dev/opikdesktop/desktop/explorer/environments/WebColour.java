package dev.opikdesktop.desktop.explorer.environments;

import java.util.regex.Pattern;

/** A colour as {@code #rgb} or {@code #rrggbb}: what a style takes, and nothing else with it. */
public final class WebColour {
  private static final Pattern HEX = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");

  private WebColour() {}

  public static boolean isOne(String text) {
    return HEX.matcher(text).matches();
  }
}
