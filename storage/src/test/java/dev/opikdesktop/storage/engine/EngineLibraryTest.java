package dev.opikdesktop.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
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

  /** A program that brings the given package, as {@code npm pack} does. */
  private Path npmThatBrings(Path archive) throws Exception {
    Path npm =
        Files.writeString(folder.resolve("npm"), "#!/bin/sh\ncp '" + archive + "' package.tgz\n");
    assertThat(npm.toFile().setExecutable(true)).isTrue();
    return npm;
  }

  private Path archiveWith(byte[] library) throws Exception {
    Path archive = folder.resolve("brought.tgz");
    try (var tar =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
      TarArchiveEntry entry = new TarArchiveEntry("package/libchdb.so");
      entry.setSize(library.length);
      tar.putArchiveEntry(entry);
      tar.write(library);
      tar.closeArchiveEntry();
    }
    return archive;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void aPackageThatIsAsPinnedIsUnpackedOnce() throws Exception {
    byte[] library = "the library".getBytes(StandardCharsets.UTF_8);
    Path archive = archiveWith(library);
    EngineDistribution pinned =
        new EngineDistribution(
            "test", "libchdb.so", sha256(Files.readAllBytes(archive)), sha256(library));
    Path cache = folder.resolve("cache");
    String npm = npmThatBrings(archive).toString();

    Path first = pinned.library().in(cache, npm, line -> {});
    Path second = pinned.library().in(cache, "no-npm-needed-any-more", line -> {});

    assertThat(first).hasBinaryContent(library).isEqualTo(second);
  }

  @Test
  void aPackageThatIsNotAsPinnedIsNotUsed() throws Exception {
    byte[] library = "the library".getBytes(StandardCharsets.UTF_8);
    Path archive = archiveWith(library);
    EngineDistribution pinned =
        new EngineDistribution("test", "libchdb.so", "0".repeat(64), sha256(library));
    Path cache = folder.resolve("cache");
    String npm = npmThatBrings(archive).toString();

    assertThatThrownBy(() -> pinned.library().in(cache, npm, line -> {}))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("not what was pinned");
    assertThat(cache.resolve("libchdb.so")).doesNotExist();
  }

  @Test
  void aMissingNpmIsSaidSo() {
    EngineDistribution pinned = new EngineDistribution("test", "libchdb.so", "0", "0");

    assertThatThrownBy(
            () -> pinned.library().in(folder.resolve("cache"), "no-such-npm-here", line -> {}))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("npm is needed")
        .hasMessageContaining(EngineLibrary.VARIABLE);
  }
}
