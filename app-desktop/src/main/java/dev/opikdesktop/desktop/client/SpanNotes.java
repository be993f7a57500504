package dev.opikdesktop.desktop.client;

import java.util.List;

/**
 * What was said of a span.
 *
 * @param comments how many there are
 */
public record SpanNotes(List<Score> scores, int comments) {
  public static final SpanNotes NONE = new SpanNotes(List.of(), 0);

  public SpanNotes {
    scores = List.copyOf(scores);
  }

  public boolean isEmpty() {
    return scores.isEmpty() && comments == 0;
  }
}
