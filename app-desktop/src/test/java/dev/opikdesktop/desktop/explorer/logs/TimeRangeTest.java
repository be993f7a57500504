package dev.opikdesktop.desktop.explorer.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimeRangeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void wholeDaysAreSaidAsDaysWithTheLastOneIncluded() {
    LocalDate from = LocalDate.of(2024, 11, 20);
    LocalDate to = LocalDate.of(2024, 11, 25);

    TimeRange range = TimeRange.days(from, to, BERLIN);

    assertThat(range.from()).isEqualTo(Instant.parse("2024-11-19T23:00:00Z"));
    assertThat(range.to()).isEqualTo(Instant.parse("2024-11-25T23:00:00Z"));
    assertThat(range.label(BERLIN)).isEqualTo("20 Nov 2024 – 25 Nov 2024");
    assertThat(TimeRange.days(to, from, BERLIN)).isEqualTo(range);
    assertThat(TimeRange.days(to, to, BERLIN).label(BERLIN)).isEqualTo("25 Nov 2024");
    assertThat(range.firstDay(BERLIN)).isEqualTo(from);
    assertThat(range.lastDay(BERLIN)).isEqualTo(to);
  }

  @Test
  void oneEndIsEnough() {
    LocalDate day = LocalDate.of(2024, 11, 20);

    assertThat(TimeRange.days(day, null, BERLIN).label(BERLIN)).isEqualTo("Since 20 Nov 2024");
    assertThat(TimeRange.days(null, day, BERLIN).label(BERLIN)).isEqualTo("Until 20 Nov 2024");
    assertThat(TimeRange.read(TimeRange.days(null, day, BERLIN).code()))
        .contains(TimeRange.days(null, day, BERLIN));
  }

  @Test
  void timesOfDayAreSaidWhereARangeIsNotOfDays() {
    TimeRange range =
        TimeRange.between(
            Instant.parse("2024-11-20T13:00:00Z"), Instant.parse("2024-11-20T14:30:00Z"));

    assertThat(range.label(BERLIN)).isEqualTo("20 Nov 2024 14:00 – 20 Nov 2024 15:30");
    assertThat(TimeRange.of(Duration.ofDays(3)).label(BERLIN)).isEqualTo("Last 3 days");
  }

  @Test
  void theYearIsLeftOutWhereItIsThisOne() {
    LocalDate today = LocalDate.now(ZoneId.systemDefault());

    assertThat(TimeRange.days(today, today, BERLIN).label(BERLIN))
        .doesNotContain(Integer.toString(today.getYear()));
  }
}
