package dev.opikdesktop.server.otlp.dialects;

import dev.opikdesktop.server.spans.SpanType;
import org.jspecify.annotations.Nullable;

/**
 * One line of a dialect's table.
 *
 * @param key of the attribute, or what it begins with
 * @param prefix whether longer keys match too
 * @param type what a span with such an attribute is, or null when the attribute does not tell;
 *     where several tell, tool counts more than general, and general more than llm
 */
public record Rule(String key, boolean prefix, Target target, @Nullable SpanType type) {

  /** For exactly this key. */
  static Rule key(String key, Target target) {
    return new Rule(key, false, target, null);
  }

  /** For every key that begins so. */
  static Rule prefix(String prefix, Target target) {
    return new Rule(prefix, true, target, null);
  }

  /** The same rule; a span that has the attribute is a call of a language model. */
  Rule inLlmCalls() {
    return new Rule(key, prefix, target, SpanType.LLM);
  }

  /** The same rule; a span that has the attribute is a call of a tool. */
  Rule inToolCalls() {
    return new Rule(key, prefix, target, SpanType.TOOL);
  }

  /** The same rule; a span that has the attribute is work around calls, though it says a model. */
  Rule aroundCalls() {
    return new Rule(key, prefix, target, SpanType.GENERAL);
  }

  boolean matches(String attribute) {
    return prefix ? attribute.startsWith(key) : attribute.equals(key);
  }
}
