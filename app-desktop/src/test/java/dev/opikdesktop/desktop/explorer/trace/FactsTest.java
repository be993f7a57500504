package dev.opikdesktop.desktop.explorer.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsTest {
  @Test
  void everyCountOfTokensIsToldTheUsualOnesFirst() {
    Map<String, Long> usage =
        Map.of(
            "original_usage.prompt_tokens_details.cached_tokens", 1_000L,
            "cache_read_input_tokens", 1_000L,
            "total_tokens", 1_250L,
            "prompt_tokens", 1_200L,
            "completion_tokens", 50L);

    assertThat(Facts.counts(usage))
        .containsExactly(
            new Fact("prompt_tokens", "1,200", ""),
            new Fact("completion_tokens", "50", ""),
            new Fact("total_tokens", "1,250", ""),
            new Fact("cache_read_input_tokens", "1,000", ""),
            new Fact("original_usage.prompt_tokens_details.cached_tokens", "1,000", ""));
  }

  @Test
  void countsThatTheLineOfTokensSaysAreNotRepeated() {
    assertThat(Facts.counts(Map.of("prompt_tokens", 3L, "completion_tokens", 2L))).isEmpty();
  }
}
