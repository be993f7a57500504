package dev.opikdesktop.server.costs;

import static dev.opikdesktop.server.costs.Price.orZero;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** How each family of providers counts tokens, and which of its counts cost what. */
final class Formula {
  private static final String ORIGINAL = "original_usage.";

  private Formula() {}

  /** Dollars; zero when the usage holds nothing that has a price. */
  static BigDecimal cost(Price price, String provider, Map<String, Integer> usage) {
    return switch (price.mode()) {
      case "audio_speech" -> {
        BigDecimal spoken = times(price.inputCharacter(), count(usage, 0, "input_characters"));
        yield spoken.signum() > 0 ? spoken : text(price, usage);
      }
      case "video_generation" ->
          times(price.outputSecond(), count(usage, 0, "video_duration_seconds"));
      default ->
          switch (provider) {
            case "openai", "azure", "xai" -> openAi(price, usage);
            case "anthropic", "anthropic_vertexai" -> anthropic(price, usage);
            case "bedrock" -> bedrock(price, usage);
            case "google_ai", "gemini", "google_vertexai", "vertex-ai" -> google(price, usage);
            default -> text(price, usage);
          };
    };
  }

  private static BigDecimal text(Price price, Map<String, Integer> usage) {
    long prompt = count(usage, 0, "prompt_tokens");
    Price.Rates rates = price.ratesFor(prompt);
    return times(rates.input(), prompt)
        .add(times(rates.output(), count(usage, 0, "completion_tokens")));
  }

  /** Cached and spoken tokens are part of the prompt's count, spoken ones of the completion's. */
  private static BigDecimal openAi(Price price, Map<String, Integer> usage) {
    long prompt =
        count(
            usage,
            count(usage, 0, "prompt_tokens"),
            ORIGINAL + "prompt_tokens",
            ORIGINAL + "input_tokens");
    long completion =
        count(
            usage,
            count(usage, 0, "completion_tokens"),
            ORIGINAL + "completion_tokens",
            ORIGINAL + "output_tokens");
    LongUnaryOperator ofPrompt = part -> Math.clamp(part, 0, prompt);
    long cached =
        ofPrompt.applyAsLong(
            count(
                usage,
                0,
                ORIGINAL + "prompt_tokens_details.cached_tokens",
                ORIGINAL + "input_tokens_details.cached_tokens"));
    long heard =
        price.inputAudioToken() == null
            ? 0
            : Math.min(
                prompt - cached,
                ofPrompt.applyAsLong(
                    count(
                        usage,
                        0,
                        ORIGINAL + "prompt_tokens_details.audio_tokens",
                        ORIGINAL + "input_tokens_details.audio_tokens")));
    long spoken =
        price.outputAudioToken() == null
            ? 0
            : Math.clamp(
                count(
                    usage,
                    0,
                    ORIGINAL + "completion_tokens_details.audio_tokens",
                    ORIGINAL + "output_tokens_details.audio_tokens"),
                0,
                completion);
    Price.Rates rates = price.ratesFor(prompt);
    return times(rates.input(), prompt - cached - heard)
        .add(times(rates.cacheReadOrInput(), cached))
        .add(times(price.inputAudioToken(), heard))
        .add(times(rates.output(), completion - spoken))
        .add(times(price.outputAudioToken(), spoken));
  }

  /** What is read from or written to the cache is not part of input_tokens. */
  private static BigDecimal anthropic(Price price, Map<String, Integer> usage) {
    return besideTheCache(
        price,
        count(usage, count(usage, 0, "prompt_tokens"), ORIGINAL + "input_tokens"),
        count(usage, count(usage, 0, "completion_tokens"), ORIGINAL + "output_tokens"),
        count(usage, 0, ORIGINAL + "cache_read_input_tokens"),
        count(usage, 0, ORIGINAL + "cache_creation_input_tokens"));
  }

  /** As with Anthropic, under names of its own. */
  private static BigDecimal bedrock(Price price, Map<String, Integer> usage) {
    return besideTheCache(
        price,
        count(usage, count(usage, 0, "prompt_tokens"), ORIGINAL + "inputTokens"),
        count(usage, count(usage, 0, "completion_tokens"), ORIGINAL + "outputTokens"),
        count(usage, 0, ORIGINAL + "cacheReadInputTokens"),
        count(usage, 0, ORIGINAL + "cacheWriteInputTokens"));
  }

  private static BigDecimal besideTheCache(
      Price price, long input, long output, long cacheRead, long cacheWritten) {
    Price.Rates rates = price.ratesFor(input + cacheRead + cacheWritten);
    return times(rates.input(), input)
        .add(times(rates.output(), output))
        .add(times(rates.cacheReadOrInput(), cacheRead))
        .add(times(rates.cacheCreationOrInput(), cacheWritten));
  }

  /** Cached tokens are part of the prompt's count. */
  private static BigDecimal google(Price price, Map<String, Integer> usage) {
    long prompt = count(usage, 0, "prompt_tokens");
    long cached = Math.clamp(count(usage, 0, ORIGINAL + "cached_content_token_count"), 0, prompt);
    Price.Rates rates = price.ratesFor(prompt);
    return times(rates.input(), prompt - cached)
        .add(times(rates.cacheReadOrInput(), cached))
        .add(times(rates.output(), count(usage, 0, "completion_tokens")));
  }

  /** The first of these counts that the usage has. */
  private static long count(Map<String, Integer> usage, long otherwise, String... names) {
    for (String name : names) {
      Integer count = usage.get(name);
      if (count != null) {
        return Math.max(0, count);
      }
    }
    return otherwise;
  }

  private static BigDecimal times(@Nullable BigDecimal price, long count) {
    return orZero(price).multiply(BigDecimal.valueOf(count));
  }
}
