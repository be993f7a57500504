package dev.opikdesktop.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.storage.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLibraryTest {
  @TempDir Path folder;

  @Test
  void aLibraryThatTheUserNamesIsTakenAsItIs() throws Exception {
    Path library = Files.createFile(folder.resolve("libchdb.so"));

    assertThat(EngineLibrary.locate(library, line -> {})).isEqualTo(library.toAbsolutePath());
  }

  @Test
  void aNamedLibraryThatIsNotThereIsSaidSo() {
    Path library = folder.resolve("none.so");

    assertThatThrownBy(() -> EngineLibrary.locate(library, line -> {}))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(library.toString());
  }

  @Test
  void aFileThatIsNoLibraryIsSaidSo() throws Exception {
    Path library = Files.writeString(folder.resolve("libchdb.so"), "text");

    assertThatThrownBy(
            () -> Engine.start(EngineSettings.of(folder.resolve("engine")).withLibrary(library)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("did not start");
  }

  @Test
  void windowsIsToldWhatToDoInstead() {
    assertThatThrownBy(() -> EngineDistribution.of("Windows 11", "amd64"))
        .hasMessageContaining("Windows")
        .hasMessageContaining("ClickHouse server");
  }

  @Test
  void theSharedLibraryIsFoundWithoutFetchingItTwice() {
    Path first = EngineLibrary.locate(null, line -> {});

    Path second =
        EngineLibrary.locate(
            null,
            line -> {
              throw new AssertionError("fetched again: " + line);
            });

    assertThat(second).isEqualTo(first).isRegularFile();
  }
}
