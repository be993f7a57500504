package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.client.Span;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which spans are searched for.
 *
 * @param words what stands somewhere in a span, in whatever case; empty for anything
 * @param errors only those that failed
 * @param kinds only those of these kinds; empty for all
 * @param condition of the query language; empty for none
 */
record Narrowing(String words, boolean errors, Set<SpanKind> kinds, String condition) {
  static final Narrowing NONE = new Narrowing("", false, Set.of(), "");

  Narrowing {
    words = words.strip().toLowerCase(Locale.ROOT);
    kinds = Set.copyOf(kinds);
  }

  boolean isNone() {
    return equals(NONE);
  }

  /**
   * The hits in a tree.
   *
   * @param alsoMatching ids of spans in which the server found the words
   * @param meeting ids of spans for which the condition holds; null while that is not known
   */
  Hits in(SpanTree tree, Set<String> alsoMatching, @Nullable Set<String> meeting) {
    return Hits.of(
        tree, !words.isEmpty(), place -> accepts(tree.nodes[place], alsoMatching, meeting));
  }

  private boolean accepts(SpanNode node, Set<String> alsoMatching, @Nullable Set<String> meeting) {
    return (!errors || node.error() != null)
        && (kinds.isEmpty() || kinds.contains(node.kind()))
        && (meeting == null || meeting.contains(node.id()))
        && (words.isEmpty() || matches(node) || alsoMatching.contains(node.id()));
  }

  private boolean matches(SpanNode node) {
    Span span = node.span();
    if (span == null) {
      return false;
    }
    ErrorInfo error = span.error();
    return contains(span.name())
        || contains(span.type())
        || contains(node.kind().label())
        || contains(span.model())
        || contains(span.provider())
        || span.tags().stream().anyMatch(this::contains)
        || (error != null && contains(error.wholeText()))
        || span.usage().entrySet().stream().anyMatch(this::saysUsage)
        || contains(span.id());
  }

  private boolean saysUsage(Map.Entry<String, Long> tokens) {
    return contains(tokens.getKey()) || Long.toString(tokens.getValue()).equals(words);
  }

  private boolean contains(@Nullable String text) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(words);
  }
}
