package dev.opikdesktop.server.otlp.dialects;

import dev.opikdesktop.server.spans.SpanType;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One line of a dialect's table.
 *
 * @param key of the attribute, or what it begins with
 * @param prefix whether longer keys match too
 * @param type what a span with such an attribute is, or null when the attribute does not tell;
 *     where several tell, tool counts more than general, and general more than llm
 * @param callsOnly whether it counts in calls of a model only; in other spans the attribute is
 *     metadata
 * @param spelling Opik's word for the library's: of a count of the usage, or of a provider
 */
public record Rule(
    String key,
    boolean prefix,
    Target target,
    @Nullable SpanType type,
    boolean callsOnly,
    UnaryOperator<String> spelling) {

  /** For exactly this key. */
  static Rule key(String key, Target target) {
    return new Rule(key, false, target, null, false, UnaryOperator.identity());
  }

  /** For every key that begins so. */
  static Rule prefix(String prefix, Target target) {
    return new Rule(prefix, true, target, null, false, UnaryOperator.identity());
  }

  /** The same rule; a span that has the attribute is a call of a language model. */
  Rule inLlmCalls() {
    return new Rule(key, prefix, target, SpanType.LLM, callsOnly, spelling);
  }

  /** The same rule; a span that has the attribute is a call of a tool. */
  Rule inToolCalls() {
    return new Rule(key, prefix, target, SpanType.TOOL, callsOnly, spelling);
  }

  /**
   * The same rule for calls of a model only: what a span around them repeats of them would stand
   * there twice, and sums of their usage would be counted twice.
   */
  Rule inCallsOnly() {
    return new Rule(key, prefix, target, type, true, spelling);
  }

  /** The same rule with Opik's words for those of the library. */
  Rule spelt(UnaryOperator<String> opiks) {
    return new Rule(key, prefix, target, type, callsOnly, opiks);
  }

  /** The same rule; a span that has the attribute is work around calls, though it says a model. */
  Rule aroundCalls() {
    return new Rule(key, prefix, target, SpanType.GENERAL, callsOnly, spelling);
  }

  boolean matches(String attribute) {
    return prefix ? attribute.startsWith(key) : attribute.equals(key);
  }
}
