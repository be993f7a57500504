package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class DisplayTest {
  @Test
  void linuxNamesItsDisplayInTheEnvironment() {
    assertThat(Display.isPresent("Linux", Map.of("DISPLAY", ":0"))).isTrue();
    assertThat(Display.isPresent("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"))).isTrue();
  }

  @Test
  void linuxWithoutOneHasNoDisplay() {
    assertThat(Display.isPresent("Linux", Map.of())).isFalse();
    assertThat(Display.isPresent("Linux", Map.of("DISPLAY", ""))).isFalse();
  }

  @Test
  void macOsAndWindowsHaveOne() {
    assertThat(Display.isPresent("Mac OS X", Map.of())).isTrue();
    assertThat(Display.isPresent("Windows 11", Map.of())).isTrue();
  }
}
