package dev.opikdesktop.desktop.explorer.settings.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DollarsTest {
  @Test
  void aPriceATokenIsShownForAMillionOfThem() {
    assertThat(Dollars.aMillion(new BigDecimal("0.0000025"))).isEqualTo("2.5");
    assertThat(Dollars.aMillion(new BigDecimal("0.00012"))).isEqualTo("120");
    assertThat(Dollars.aMillion(BigDecimal.ZERO)).isEqualTo("0");
    assertThat(Dollars.shown(new BigDecimal("0.0000025"))).isEqualTo("$2.50");
    assertThat(Dollars.shown(new BigDecimal("7.5e-8"))).isEqualTo("$0.075");
    assertThat(Dollars.shown(BigDecimal.ZERO)).isEqualTo("$0.00");
    assertThat(Dollars.shown(null)).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadBack() {
    assertThat(Dollars.read(" $ 2.50 ")).hasValue(new BigDecimal("0.00000250"));
    assertThat(Dollars.aMillion(Dollars.read("0.075").orElseThrow())).isEqualTo("0.075");
    assertThat(Dollars.read("")).isEmpty();
    assertThat(Dollars.isPrice(" ")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cheap", "-1", "1,5", "1e999999999", "$"})
  void whatIsNoPriceIsNone(String text) {
    assertThat(Dollars.read(text)).isEmpty();
  }
}
