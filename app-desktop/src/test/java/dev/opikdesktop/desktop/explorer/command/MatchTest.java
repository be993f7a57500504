package dev.opikdesktop.desktop.explorer.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MatchTest {
  @Test
  void lettersHaveToStandInTheirOrder() {
    assertThat(Match.score("sv", "Save view")).isPositive();
    assertThat(Match.score("vs", "Save view")).isEqualTo(Match.NONE);
  }

  @Test
  void aWholeWordCountsMoreThanLettersHereAndThere() {
    assertThat(Match.score("log", "Show logs")).isGreaterThan(Match.score("log", "Long old tag"));
    assertThat(Match.score("sl", "Show logs")).isGreaterThan(Match.score("sl", "Unusual"));
  }

  @Test
  void noLettersStandForEverything() {
    assertThat(Match.score(" ", "Anything")).isZero();
  }
}
