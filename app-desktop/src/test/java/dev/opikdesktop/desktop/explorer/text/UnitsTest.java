package dev.opikdesktop.desktop.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");

  @ParameterizedTest
  @CsvSource({
    "0.4,0.4 ms",
    "9.99,10.0 ms",
    "9.996,0.01 s",
    "310,0.31 s",
    "12900,12.90 s",
    "125000,2 min 5 s",
    "7260000,2 h 1 min"
  })
  void durationsKeepWhatMatters(double millis, String expected) {
    assertThat(Units.duration(millis)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"4200,4.20 s", "61900,1 min 2 s", "99000,1 min 39 s", "125000,2 min 5 s"})
  void longDurationsAreInMinutesFromTheFirstOneOn(double millis, String expected) {
    assertThat(Units.longDuration(millis)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.00003,<$0.0001", "0.0061,$0.0061", "1.5,$1.5000", "41.07,$41.07"})
  void moneyIsNeverRoundedToNothing(double dollars, String expected) {
    assertThat(Units.cost(dollars)).isEqualTo(expected);
  }

  @Test
  void whatIsNotThereIsNotWritten() {
    assertThat(Units.duration(null)).isEmpty();
    assertThat(Units.cost(null)).isEmpty();
    assertThat(Units.cost(0.0)).isEmpty();
    assertThat(Units.count(null)).isEmpty();
  }

  @Test
  void bytesHaveAtMostTwoDigitsBeforeTheirUnit() {
    assertThat(Units.bytes(999)).isEqualTo("999 B");
    assertThat(Units.bytes(1_900_000_000L)).isEqualTo("1.9 GB");
    assertThat(Units.bytes(54_300_000)).isEqualTo("54 MB");
  }

  @Test
  void tokensAreTheTotalOrTheSum() {
    assertThat(Units.totalTokens(Map.of("total_tokens", 10L, "prompt_tokens", 3L))).isEqualTo(10);
    assertThat(Units.totalTokens(Map.of("prompt_tokens", 3L, "completion_tokens", 4L)))
        .isEqualTo(7);
    assertThat(Units.totalTokens(Map.of())).isNull();
  }

  @Test
  void timesAreAsLongAsTheyAreOld() {
    assertThat(Units.time(NOW, NOW, ZoneOffset.UTC)).isEqualTo("14:02:31");
    assertThat(Units.time(Instant.parse("2026-11-22T09:00:00Z"), NOW, ZoneOffset.UTC))
        .isEqualTo("22 Nov 09:00");
    assertThat(Units.time(Instant.parse("2025-01-02T09:00:00Z"), NOW, ZoneOffset.UTC))
        .isEqualTo("2 Jan 2025");
    assertThat(Units.ago(NOW.minusSeconds(200), NOW)).isEqualTo("3 min ago");
    assertThat(Units.ago(null, NOW)).isEmpty();
  }
}
