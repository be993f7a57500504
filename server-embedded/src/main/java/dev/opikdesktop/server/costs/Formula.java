package dev.opikdesktop.server.costs;

import static dev.opikdesktop.server.costs.Price.orZero;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How each family of providers counts tokens, and which of its counts cost what. What OpenTelemetry
 * says of parts of the prompt is part of the prompt's count, whoever the provider is.
 */
final class Formula {
  private static final String ORIGINAL = "original_usage.";

  /** The part of the prompt that came from the cache, as the dialects of OpenTelemetry name it. */
  private static final List<String> CACHE_READ =
      List.of(
          "cache_read.input_tokens",
          "cache_read_input_tokens",
          "prompt_details.cache_read",
          "details.cached_tokens",
          "details.cache_read_tokens",
          "details.cache_read_input_tokens");

  /** The part that was written to it. */
  private static final List<String> CACHE_CREATION =
      List.of(
          "cache_creation.input_tokens",
          "cache_write.input_tokens",
          "cache_creation_input_tokens",
          "prompt_details.cache_write",
          "details.cache_write_tokens",
          "details.cache_creation_input_tokens");

  private static final List<String> HEARD =
      List.of("prompt_details.audio", "details.input_audio_tokens");

  private static final List<String> SPOKEN =
      List.of("completion_details.audio", "details.output_audio_tokens");

  private Formula() {}

  /**
   * Dollars; zero when the usage holds nothing that has a price.
   *
   * @param provider by Opik's own name
   */
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
            case "google_ai", "google_vertexai" -> google(price, usage);
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
                count(usage, 0, CACHE_READ),
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
                        count(usage, 0, HEARD),
                        ORIGINAL + "prompt_tokens_details.audio_tokens",
                        ORIGINAL + "input_tokens_details.audio_tokens")));
    long spoken =
        price.outputAudioToken() == null
            ? 0
            : Math.clamp(
                count(
                    usage,
                    count(usage, 0, SPOKEN),
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

  private static BigDecimal anthropic(Price price, Map<String, Integer> usage) {
    return besideTheCache(
        price,
        usage,
        ORIGINAL + "input_tokens",
        ORIGINAL + "output_tokens",
        ORIGINAL + "cache_read_input_tokens",
        ORIGINAL + "cache_creation_input_tokens");
  }

  private static BigDecimal bedrock(Price price, Map<String, Integer> usage) {
    return besideTheCache(
        price,
        usage,
        ORIGINAL + "inputTokens",
        ORIGINAL + "outputTokens",
        ORIGINAL + "cacheReadInputTokens",
        ORIGINAL + "cacheWriteInputTokens");
  }

  /**
   * What is read from or written to the cache is not part of the input's count, where the provider
   * itself counted; it is part of the prompt's where OpenTelemetry tells it.
   */
  private static BigDecimal besideTheCache(
      Price price,
      Map<String, Integer> usage,
      String inputName,
      String outputName,
      String readName,
      String writtenName) {
    long prompt = count(usage, 0, "prompt_tokens");
    long input = count(usage, prompt, inputName);
    long read = count(usage, 0, readName);
    long written = count(usage, 0, writtenName);
    if (Stream.of(inputName, readName, writtenName).noneMatch(usage::containsKey)) {
      read = Math.clamp(count(usage, 0, CACHE_READ), 0, prompt);
      written = Math.clamp(count(usage, 0, CACHE_CREATION), 0, prompt - read);
      input = prompt - read - written;
    }
    Price.Rates rates = price.ratesFor(input + read + written);
    return times(rates.input(), input)
        .add(times(rates.output(), count(usage, count(usage, 0, "completion_tokens"), outputName)))
        .add(times(rates.cacheReadOrInput(), read))
        .add(times(rates.cacheCreationOrInput(), written));
  }

  /** Cached tokens are part of the prompt's count. */
  private static BigDecimal google(Price price, Map<String, Integer> usage) {
    long prompt = count(usage, 0, "prompt_tokens");
    long said = count(usage, count(usage, 0, CACHE_READ), ORIGINAL + "cached_content_token_count");
    long cached = Math.clamp(said, 0, prompt);
    Price.Rates rates = price.ratesFor(prompt);
    return times(rates.input(), prompt - cached)
        .add(times(rates.cacheReadOrInput(), cached))
        .add(times(rates.output(), count(usage, 0, "completion_tokens")));
  }

  /** The first of these counts that the usage has. */
  private static long count(Map<String, Integer> usage, long otherwise, String... names) {
    return count(usage, otherwise, List.of(names));
  }

  private static long count(Map<String, Integer> usage, long otherwise, List<String> names) {
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
