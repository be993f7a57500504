package dev.opikdesktop.desktop.client;

import java.time.Instant;
import java.util.List;

/**
 * Some spans of a trace.
 *
 * @param total how many there are, on this page and on others
 * @param newest when the last written of these was written; the epoch where nothing says so
 */
public record SpanPage(List<Span> spans, long total, Instant newest) {
  public SpanPage {
    spans = List.copyOf(spans);
  }
}
