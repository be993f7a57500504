package dev.opikdesktop.server.costs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each formula with round prices, so that the sums can be done by hand. */
class FormulaTest {
  /**
   * A million tokens cost: 2 dollars in, 8 out, 0.5 from the cache, 3 into the cache, 10 heard, 40
   * spoken; above 128k 4 in, above 200k 6 in, 20 out and 1 from the cache, above 272k 10 in.
   */
  private static final Price CHAT =
      price(
          "mode=chat input_cost_per_token=2e-6 output_cost_per_token=8e-6"
              + " cache_read_input_token_cost=5e-7 cache_creation_input_token_cost=3e-6"
              + " input_cost_per_audio_token=1e-5 output_cost_per_audio_token=4e-5"
              + " input_cost_per_token_above_128k_tokens=4e-6"
              + " input_cost_per_token_above_200k_tokens=6e-6"
              + " output_cost_per_token_above_200k_tokens=2e-5"
              + " cache_read_input_token_cost_above_200k_tokens=1e-6"
              + " input_cost_per_token_above_272k_tokens=1e-5");

  private static final Price PLAIN =
      price("mode=chat input_cost_per_token=2e-6 output_cost_per_token=8e-6");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 1000 × 2 + 500 × 8 millionths
        "groq        | prompt_tokens=1000 completion_tokens=500 | 0.006",
        "zzz         | prompt_tokens=1000 completion_tokens=500 total_tokens=9 | 0.006",
        "groq        | completion_tokens=500 | 0.004",
        "groq        | total_tokens=500 | 0",
        "groq        | prompt_tokens=-5 | 0",
        // 600 × 2 + 400 × 0.5 + 500 × 8
        "openai      | prompt_tokens=1000 completion_tokens=500"
            + " O.prompt_tokens_details.cached_tokens=400 | 0.0054",
        "azure       | prompt_tokens=9 completion_tokens=9 O.input_tokens=1000"
            + " O.output_tokens=500 O.input_tokens_details.cached_tokens=400 | 0.0054",
        "xai         | O.prompt_tokens=1000 O.completion_tokens=500"
            + " O.prompt_tokens_details.cached_tokens=400 | 0.0054",
        // 700 × 2 + 300 × 10 + 400 × 8 + 100 × 40
        "openai      | prompt_tokens=1000 completion_tokens=500"
            + " O.prompt_tokens_details.audio_tokens=300"
            + " O.completion_tokens_details.audio_tokens=100 | 0.0116",
        // 1000 × 2 + 500 × 8 + 300 × 0.5 + 100 × 3
        "anthropic   | prompt_tokens=1400 completion_tokens=500 O.input_tokens=1000"
            + " O.output_tokens=500 O.cache_read_input_tokens=300"
            + " O.cache_creation_input_tokens=100 | 0.00645",
        "anthropic_vertexai | prompt_tokens=1000 completion_tokens=500"
            + " O.cache_read_input_tokens=300 O.cache_creation_input_tokens=100 | 0.00645",
        "bedrock     | prompt_tokens=1400 completion_tokens=500 O.inputTokens=1000"
            + " O.outputTokens=500 O.cacheReadInputTokens=300 O.cacheWriteInputTokens=100"
            + " | 0.00645",
        // 600 × 2 + 400 × 0.5 + 500 × 8
        "google_ai   | prompt_tokens=1000 completion_tokens=500"
            + " O.cached_content_token_count=400 | 0.0054",
        "google_vertexai | prompt_tokens=1000 completion_tokens=500"
            + " O.cached_content_token_count=400 | 0.0054"
      })
  void everyFamilyOfProvidersCountsInItsOwnWay(String provider, String usage, String dollars) {
    assertThat(Formula.cost(CHAT, provider, usage(usage))).isEqualByComparingTo(dollars);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai    | prompt_tokens=1000 completion_tokens=500 cache_read.input_tokens=400 | 0.0054",
        "openai    | prompt_tokens=1000 completion_tokens=500 details.cached_tokens=400 | 0.0054",
        "google_ai | prompt_tokens=1000 completion_tokens=500 cache_read_input_tokens=400 | 0.0054",
        // 1000 × 2 + 300 × 0.5 + 100 × 3 + 500 × 8
        "anthropic | prompt_tokens=1400 completion_tokens=500 prompt_details.cache_read=300"
            + " prompt_details.cache_write=100 | 0.00645",
        "bedrock   | prompt_tokens=1400 completion_tokens=500 cache_read.input_tokens=300"
            + " cache_creation.input_tokens=100 | 0.00645",
        "anthropic | prompt_tokens=10 cache_read.input_tokens=30 | 0.000005"
      })
  void whatOpenTelemetrySaysOfTheCacheIsPartOfThePrompt(
      String provider, String usage, String dollars) {
    assertThat(Formula.cost(CHAT, provider, usage(usage))).isEqualByComparingTo(dollars);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "groq      | prompt_tokens=128000 | 0.256",
        "groq      | prompt_tokens=128001 | 0.512004",
        "groq      | prompt_tokens=128001 completion_tokens=100 | 0.512804",
        "groq      | prompt_tokens=200001 completion_tokens=100 | 1.202006",
        "groq      | prompt_tokens=272001 completion_tokens=100 | 2.72081",
        // 100001 × 6 + 100000 × 1
        "openai    | prompt_tokens=200001 O.prompt_tokens_details.cached_tokens=100000 | 0.700006",
        "google_ai | prompt_tokens=200001 O.cached_content_token_count=100000 | 0.700006",
        // The cache counts for the length: 100001 × 6 + 100000 × 1
        "anthropic | O.input_tokens=100001 O.cache_read_input_tokens=100000 | 0.700006"
      })
  void aLongerPromptPaysTheDearerRateForAllOfIt(String provider, String usage, String dollars) {
    assertThat(Formula.cost(CHAT, provider, usage(usage))).isEqualByComparingTo(dollars);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai    | prompt_tokens=1000 O.prompt_tokens_details.cached_tokens=400"
            + " O.prompt_tokens_details.audio_tokens=100 | 0.002",
        "anthropic | O.input_tokens=1000 O.cache_read_input_tokens=300"
            + " O.cache_creation_input_tokens=100 | 0.0028",
        "google_ai | prompt_tokens=1000 O.cached_content_token_count=400 | 0.002"
      })
  void tokensWithoutAPriceOfTheirOwnCostWhatInputCosts(
      String provider, String usage, String dollars) {
    assertThat(Formula.cost(PLAIN, provider, usage(usage))).isEqualByComparingTo(dollars);
  }

  @Test
  void speechIsChargedByTheCharacterAndWithoutCharactersByTheToken() {
    Price speech =
        price("mode=audio_speech input_cost_per_character=1.5e-5 input_cost_per_token=2e-6");

    assertThat(Formula.cost(speech, "openai", usage("input_characters=200 prompt_tokens=50")))
        .isEqualByComparingTo("0.003");
    assertThat(Formula.cost(speech, "openai", usage("prompt_tokens=50")))
        .isEqualByComparingTo("0.0001");
  }

  @Test
  void aVideoIsChargedByTheSecond() {
    Price video = price("mode=video_generation output_cost_per_second=0.35");

    assertThat(Formula.cost(video, "google_ai", usage("video_duration_seconds=8")))
        .isEqualByComparingTo("2.8");
  }

  /** A price list of one row. */
  private static Price price(String cells) {
    String[] pairs = cells.split(" ");
    String header =
        Arrays.stream(pairs).map(p -> p.split("=")[0]).collect(Collectors.joining("\t"));
    String values =
        Arrays.stream(pairs).map(p -> p.split("=")[1]).collect(Collectors.joining("\t"));
    String list = "model\tprovider\t%s\nm\topenai\t%s\n".formatted(header, values);
    try {
      return PriceTable.read(new StringReader(list)).find("openai", "m").orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** "O." stands for "original_usage.". */
  private static Map<String, Integer> usage(String pairs) {
    return Arrays.stream(pairs.split(" "))
        .map(pair -> pair.split("="))
        .collect(
            Collectors.toMap(
                pair -> pair[0].replaceFirst("^O\\.", "original_usage."),
                pair -> Integer.valueOf(pair[1])));
  }

  @Test
  void costsAreExact() {
    assertThat(Formula.cost(PLAIN, "groq", usage("prompt_tokens=1 completion_tokens=1")))
        .isEqualByComparingTo(new BigDecimal("0.00001"));
  }
}
