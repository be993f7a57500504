package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.http.ApiException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kind of work a span stands for. The ordinal is what is stored: append, never reorder. */
public enum SpanType {
  UNKNOWN,
  GENERAL,
  TOOL,
  LLM,
  GUARDRAIL;

  private static final SpanType[] ALL = values();

  /**
   * Reads a client's word.
   *
   * @return null for null
   * @throws ApiException 400 for an unknown word
   */
  public static @Nullable SpanType of(@Nullable String word) {
    if (word == null) {
      return null;
    }
    for (SpanType type : ALL) {
      if (type != UNKNOWN && type.word().equals(word)) {
        return type;
      }
    }
    throw ApiException.malformedJson("type must be one of general, tool, llm, guardrail");
  }

  public static SpanType ofStored(int ordinal) {
    return ordinal < ALL.length ? ALL[ordinal] : UNKNOWN;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
