package dev.opikdesktop.server.guardrails;

import dev.opikdesktop.server.http.ApiException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of checks that clients run. Their names are stored. */
enum Guardrail {
  TOPIC,
  PII,
  LLM_JUDGE,
  PROMPT_INJECTION,
  CUSTOM_CLASSIFIER;

  /**
   * The check of a client's word.
   *
   * @throws ApiException 400 for an unknown one
   */
  static @Nullable Guardrail of(@Nullable String word) {
    if (word == null) {
      return null;
    }
    for (Guardrail guardrail : values()) {
      if (guardrail.name().equals(word)) {
        return guardrail;
      }
    }
    throw ApiException.malformedJson(
        "name must be one of "
            + Arrays.stream(values()).map(Guardrail::name).collect(Collectors.joining(", ")));
  }
}
