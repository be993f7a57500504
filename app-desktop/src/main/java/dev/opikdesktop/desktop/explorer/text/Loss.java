package dev.opikdesktop.desktop.explorer.text;

import java.time.Instant;
import java.time.ZoneId;

/** What a question before a deletion says of the one thing that would be lost. */
public final class Loss {
  private Loss() {}

  /**
   * {@code It began 23 Nov, 14:01:57, has 7 spans and can't be brought back.}
   *
   * @param part what it has some of, in the singular
   */
  public static String of(Instant began, long parts, String part) {
    return "It began %s, has %s %s and can't be brought back."
        .formatted(
            Units.dayAndTime(began, ZoneId.systemDefault()),
            Units.count(parts),
            parts == 1 ? part : part + "s");
  }
}
