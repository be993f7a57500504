package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opikdesktop.storage.fetch.PinnedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class FallbackFontsTest {
  private static final int SMILE = 0x1F642;

  /** In the private use area, where no font of a system has anything. */
  private static final int NOTHING = 0x10FFF0;

  @TempDir Path folder;

  private static FontConfig system() {
    var system = FontConfig.load();
    assumeTrue(system.isPresent(), "no fontconfig on this machine");
    return system.get();
  }

  @Test
  void saysWhichCharactersTheFontsOfTheSystemHave() {
    assertThat(system().covers('a')).isTrue();
    assertThat(system().covers(NOTHING)).isFalse();
  }

  @Test
  void aFileThatIsNoFontIsNotTaken() throws Exception {
    assertThat(system().add(Files.writeString(folder.resolve("font.ttf"), "text"))).isFalse();
  }

  /** The smallest of them, from where the application gets it. */
  @Test
  void aFontThatIsFetchedHasWhatTheSystemLacks() throws Exception {
    PinnedFile emoji = FallbackFonts.EMOJI.file();
    Path shared = PinnedFile.cacheFolder(false).resolve("fonts");

    FontConfig system = system();
    assertThat(system.add(emoji.in(shared, "npm", sentence -> {}))).isTrue();

    assertThat(system.covers(SMILE)).isTrue();
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    boolean needed = !system().covers(SMILE);

    var missing = new FallbackFonts(folder).missingLanguages();

    assertThat(missing.contains("emoji")).isEqualTo(needed);
  }
}
