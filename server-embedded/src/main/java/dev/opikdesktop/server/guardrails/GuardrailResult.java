package dev.opikdesktop.server.guardrails;

import dev.opikdesktop.server.http.ApiException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a check came to. The numbers are stored. */
public enum GuardrailResult {
  PASSED(1),
  FAILED(2);

  private final int code;

  GuardrailResult(int code) {
    this.code = code;
  }

  /** As it is stored. */
  public int code() {
    return code;
  }

  /** As clients write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static GuardrailResult ofCode(int code) {
    return values()[code - 1];
  }

  /**
   * The result of a client's word.
   *
   * @throws ApiException 400 for an unknown one
   */
  static @Nullable GuardrailResult of(@Nullable String word) {
    return switch (word) {
      case null -> null;
      case "passed" -> PASSED;
      case "failed" -> FAILED;
      default -> throw ApiException.malformedJson("result must be passed or failed");
    };
  }
}
