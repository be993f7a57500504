package dev.opikdesktop.desktop.explorer.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyMapTest {
  private static final Command LEAVE = Command.of("Window", "Leave this page", "Esc", () -> {});

  @Test
  void aKeyIsListedOnceWithWhatItDoesNow() {
    Command clear = new Command("Trace", "Clear the filter", "Esc", () -> true, () -> {});

    assertThat(KeyMap.oneAKey(List.of(LEAVE, clear))).containsExactly(clear);
  }

  @Test
  void whatAKeyCannotDoNowGivesWayToWhatItCan() {
    Command clear = new Command("Trace", "Clear the filter", "Esc", () -> false, () -> {});

    assertThat(KeyMap.oneAKey(List.of(LEAVE, clear))).containsExactly(LEAVE);
  }

  @Test
  void whatHasNoKeyIsNotListed() {
    assertThat(KeyMap.oneAKey(List.of(Command.of("Window", "Show projects", "", () -> {}))))
        .isEmpty();
  }
}
