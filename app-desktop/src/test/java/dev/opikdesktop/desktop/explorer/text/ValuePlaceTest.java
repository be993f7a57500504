package dev.opikdesktop.desktop.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValuePlaceTest {
  private static final PayloadText TEXT =
      PayloadText.ofJson(
          "{\"items\":[{\"price\":1},{\"price\":2,\"name\":\"x\\ny\"}],\"none\":null}", 80);

  @Test
  void aValueHasItsPathAndItsText() {
    assertThat(ValuePlace.of(TEXT, 3)).isEqualTo(new ValuePlace("items[0].price", "1"));
    assertThat(ValuePlace.of(TEXT, 7)).isEqualTo(new ValuePlace("items[1].name", "x\ny"));
    assertThat(TEXT.isContinued(8)).isTrue();
    assertThat(ValuePlace.of(TEXT, 8)).isEqualTo(new ValuePlace("items[1].name", "x\ny"));
    assertThat(ValuePlace.of(TEXT, 11)).isEqualTo(new ValuePlace("none", "null"));
  }

  @Test
  void objectsAndListsHaveAPathAlone() {
    assertThat(ValuePlace.of(TEXT, 0)).isEqualTo(new ValuePlace("", null));
    assertThat(ValuePlace.of(TEXT, 1)).isEqualTo(new ValuePlace("items", null));
    assertThat(ValuePlace.of(TEXT, 5)).isEqualTo(new ValuePlace("items[1]", null));
    assertThat(ValuePlace.of(TEXT, 9)).isEqualTo(new ValuePlace("items[1]", null));
  }
}
