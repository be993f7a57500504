package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.Score;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.explorer.query.Vocabulary;

/** Keys and values that the spans of a trace have, for whoever writes a filter. */
final class SpanWords {
  private SpanWords() {}

  static Vocabulary of(SpanTree tree) {
    Vocabulary words = new Vocabulary();
    for (SpanNode node : tree.nodes) {
      Span span = node.span();
      if (span != null) {
        add(words, span);
      }
    }
    return words;
  }

  private static void add(Vocabulary words, Span span) {
    words.value("name", "", span.name());
    words.value("type", "", span.type());
    if (span.model() != null) {
      words.value("model", "", span.model());
    }
    if (span.provider() != null) {
      words.value("provider", "", span.provider());
    }
    span.tags().forEach(tag -> words.value("tags", "", tag));
    if (span.error() != null) {
      words.value("error_type", "", span.error().exceptionType());
    }
    span.usage().keySet().forEach(kind -> words.key("usage", kind));
    for (Score score : span.scores()) {
      words.key("feedback_scores", score.name());
    }
  }
}
