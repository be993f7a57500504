package dev.opikdesktop.desktop.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class StagePlaceTest {
  private static final Rectangle2D ROOM = new Rectangle2D(0, 30, 1280, 770);

  @Test
  void aWindowThatWasLargerThanTheScreenBecomesAsLargeAsIt() {
    assertThat(StagePlace.inside(ROOM, 40, 60, 1440, 900)).isEqualTo(ROOM);
  }

  @Test
  void aWindowThatEndsOutsideIsMovedAndKeepsItsSize() {
    assertThat(StagePlace.inside(ROOM, 600, 500, 900, 600))
        .isEqualTo(new Rectangle2D(380, 200, 900, 600));
  }

  @Test
  void aWindowThatHasRoomStaysWhereItIs() {
    assertThat(StagePlace.inside(ROOM, 40, 60, 900, 600))
        .isEqualTo(new Rectangle2D(40, 60, 900, 600));
  }
}
