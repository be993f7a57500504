package dev.opikdesktop.desktop.explorer.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZoomTest {
  private final Zoom zoom = new Zoom();

  @BeforeEach
  void aTraceOfOneSecond() {
    zoom.setLength(1000);
  }

  @Test
  void showsEverythingAndRoomBehindItAtFirstHoweverLongItGrows() {
    assertThat(zoom.to()).isEqualTo(1000 / Zoom.SHARE);

    zoom.setLength(2000);

    assertThat(zoom.isWhole()).isTrue();
    assertThat(zoom.to()).isEqualTo(2000 / Zoom.SHARE);
  }

  @Test
  void zoomsAroundThePointUnderTheMouse() {
    zoom.zoom(2, 400);

    double share = (400 - zoom.from()) / (zoom.to() - zoom.from());
    assertThat(share).isCloseTo(400 * Zoom.SHARE / 1000, within(1e-9));
    assertThat(zoom.to() - zoom.from()).isCloseTo(500 / Zoom.SHARE, within(1e-9));
    assertThat(zoom.isWhole()).isFalse();
  }

  @Test
  void staysWithinTheTrace() {
    zoom.between(900, 1000);
    zoom.pan(100);
    assertThat(zoom.to()).isCloseTo(zoom.extent(), within(1e-9));

    zoom.pan(-1000);
    assertThat(zoom.from()).isZero();

    zoom.zoom(0.0001, 50);
    assertThat(zoom.isWhole()).isTrue();
  }

  @Test
  void aGrowingTraceLeavesTheStretchThatWasZoomedTo() {
    zoom.between(100, 200);

    zoom.setLength(5000);

    assertThat(zoom.from()).isEqualTo(100);
    assertThat(zoom.to()).isEqualTo(200);
  }

  @Test
  void ticksAreRoundWhateverTheStretch() {
    Ticks seconds = Ticks.between(0, 12_900, 6);
    assertThat(seconds.millis()).containsExactly(0.0, 5_000.0, 10_000.0);
    assertThat(seconds.text(5_000)).isEqualTo("5 s");

    Ticks millis = Ticks.between(1_201, 1_230, 6);
    assertThat(millis.millis()).containsExactly(1205.0, 1210.0, 1215.0, 1220.0, 1225.0);
    assertThat(millis.text(1205)).isEqualTo("1,205 ms");

    Ticks minutes = Ticks.between(0, 3_000_000, 5);
    assertThat(minutes.stepMillis()).isEqualTo(600_000);
    assertThat(minutes.text(600_000)).isEqualTo("10 min 0 s");
  }
}
