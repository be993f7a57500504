package dev.opikdesktop.desktop.explorer.theme;

import java.util.List;

/** Colours for things that have only a name: the same name has the same colour everywhere. */
public final class Hues {
  private static final List<String> ALL =
      List.of(
          "-od-general",
          "-od-llm",
          "-od-tool",
          "-od-guard",
          "-od-trace",
          "-od-accent",
          "-od-danger");

  /** Neighbours that one can tell apart. */
  private static final List<String> IN_A_CHART =
      List.of(
          "-od-llm",
          "-od-guard",
          "-od-general",
          "-od-tool",
          "-od-trace",
          "-od-accent",
          "-od-string",
          "-od-muted");

  private Hues() {}

  /** A looked-up colour of the theme, for a style. */
  public static String of(String name) {
    return ALL.get(Math.floorMod(name.hashCode(), ALL.size()));
  }

  /** The colour of the n-th of several things in one chart. */
  public static String nth(int index) {
    return IN_A_CHART.get(Math.floorMod(index, IN_A_CHART.size()));
  }
}
