package dev.opikdesktop.desktop.explorer.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void holdsTheGreatestValueInRoundSteps() {
    assertThat(Scale.of(0, 64).ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0);
    assertThat(Scale.of(0, 80).to()).isEqualTo(80);
    assertThat(Scale.of(0, 0.0042).to()).isCloseTo(0.006, Offset.offset(1e-12));
  }

  @Test
  void beginsBelowZeroWhereAValueDoes() {
    Scale scale = Scale.of(-1, 1);

    assertThat(scale.from()).isEqualTo(-1);
    assertThat(scale.share(0)).isEqualTo(0.5);
  }

  @Test
  void ofNothingButZeroIsAScaleStill() {
    Scale scale = Scale.of(0, 0);

    assertThat(scale.share(0)).isZero();
    assertThat(scale.ticks()).hasSizeBetween(2, 6).allMatch(Double::isFinite);
  }

  @Test
  void roundValuesAreWrittenShort() {
    assertThat(Unit.DURATION.tick(500)).isEqualTo("500 ms");
    assertThat(Unit.DURATION.tick(2_500)).isEqualTo("2.5 s");
    assertThat(Unit.COST.tick(0.02)).isEqualTo("$0.02");
    assertThat(Unit.COUNT.tick(150_000)).isEqualTo("150 k");
    assertThat(Unit.SCORE.tick(3 * 0.1)).isEqualTo("0.3");
  }

  @Test
  void hoursAreLocalAndDaysThoseOfTheServer() {
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    Instant midnight = Instant.parse("2026-11-23T00:00:00Z");

    assertThat(TimeAxis.of(Duration.ofHours(1), tokyo).tick(midnight)).isEqualTo("09:00");
    assertThat(TimeAxis.of(Duration.ofHours(1), tokyo).text(midnight))
        .isEqualTo("23 Nov, 09:00 – 10:00");
    assertThat(TimeAxis.of(Duration.ofDays(1), ZoneId.of("America/Lima")).tick(midnight))
        .isEqualTo("23 Nov");
    assertThat(TimeAxis.of(Duration.ofDays(7), tokyo).text(midnight))
        .isEqualTo("Week of Mon 23 Nov 2026");
  }

  @Test
  void longTimesAreInWholeMinutesHoursOrDays() {
    assertThat(ticks(800_000)).containsExactly("0", "5 min", "10 min", "15 min");
    assertThat(ticks(100_000)).containsExactly("0", "30 s", "1 min", "1.5 min", "2 min");
    assertThat(ticks(4 * 3_600_000)).containsExactly("0", "1 h", "2 h", "3 h", "4 h");
    assertThat(ticks(3.2 * 86_400_000)).containsExactly("0", "1 d", "2 d", "3 d", "4 d");
    assertThat(ticks(2_000)).containsExactly("0", "500 ms", "1 s", "1.5 s", "2 s");
  }

  private static List<String> ticks(double most) {
    return Scale.of(0, most, Unit.DURATION).ticks().stream().map(Unit.DURATION::tick).toList();
  }
}
