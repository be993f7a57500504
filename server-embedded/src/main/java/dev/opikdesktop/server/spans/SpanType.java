package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.http.ApiException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kind of work a span stands for. */
public enum SpanType {
  UNKNOWN(0),
  GENERAL(1),
  TOOL(2),
  LLM(3),
  GUARDRAIL(4);

  private static final SpanType[] ALL = values();

  private final int code;
  private final String word = name().toLowerCase(Locale.ROOT);

  SpanType(int code) {
    this.code = code;
  }

  /** The number that is stored; it never changes. */
  public int code() {
    return code;
  }

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
      if (type != UNKNOWN && type.word.equals(word)) {
        return type;
      }
    }
    throw ApiException.malformedJson("type must be one of general, tool, llm, guardrail");
  }

  /** The type of a stored number. */
  public static SpanType ofCode(int code) {
    for (SpanType type : ALL) {
      if (type.code == code) {
        return type;
      }
    }
    return UNKNOWN;
  }

  /** The numbers that are stored, by word. */
  public static Map<String, Integer> codes() {
    return Arrays.stream(ALL).collect(Collectors.toMap(SpanType::word, SpanType::code));
  }

  public String word() {
    return word;
  }
}
