package dev.opikdesktop.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.storage.DataFolderException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temporary;

  @Test
  void linuxKeepsDataWhereXdgSays() {
    Path home = Path.of("/home/ada");
    assertThat(DataFolder.systemPlace("Linux", Map.of(), home))
        .isEqualTo(Path.of("/home/ada/.local/share/opik-desktop"));
    assertThat(DataFolder.systemPlace("Linux", Map.of("XDG_DATA_HOME", "/data"), home))
        .isEqualTo(Path.of("/data/opik-desktop"));
    assertThat(DataFolder.systemPlace("Linux", Map.of("XDG_DATA_HOME", "relative"), home))
        .isEqualTo(Path.of("/home/ada/.local/share/opik-desktop"));
  }

  @Test
  void macKeepsDataInTheLibrary() {
    assertThat(DataFolder.systemPlace("Mac OS X", Map.of(), Path.of("/Users/ada")))
        .isEqualTo(Path.of("/Users/ada/Library/Application Support/Opik Desktop"));
  }

  @Test
  void windowsKeepsDataInLocalAppData() {
    Path home = Path.of("/users/ada");
    assertThat(DataFolder.systemPlace("Windows 11", Map.of("LOCALAPPDATA", "/local"), home))
        .isEqualTo(Path.of("/local/Opik Desktop"));
    assertThat(DataFolder.systemPlace("Windows 11", Map.of(), home))
        .isEqualTo(Path.of("/users/ada/AppData/Local/Opik Desktop"));
  }

  @Test
  void aNewFolderHasARoomForEachStore() {
    try (DataFolder folder = DataFolder.open(temporary.resolve("a/b"))) {
      assertThat(folder.engine()).isDirectory();
      assertThat(folder.relational()).isDirectory();
      assertThat(folder.blobs()).isDirectory();
      assertThat(folder.logs()).isDirectory();
      assertThat(folder.backups()).isDirectory();
    }
  }

  @Test
  void aNewFolderIsItsOwnersAlone() throws Exception {
    try (DataFolder folder = DataFolder.open(temporary.resolve("mine"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aFolderOfANewerVersionIsRefusedAndLeftAsItIs() throws Exception {
    new FolderVersion("9.9.9", 1, 1000, 0).write(temporary);
    Files.createDirectory(temporary.resolve("relational"));
    Files.writeString(temporary.resolve("relational/opik.mv.db"), "rows of tomorrow");
    Map<String, String> before = contents(temporary);
    assertThatThrownBy(() -> DataFolder.open(temporary))
        .isInstanceOfSatisfying(
            DataFolderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NEWER))
        .hasMessageContaining("newer Opik Desktop (9.9.9)")
        .hasMessageContaining(temporary.toString())
        .hasMessageContaining("--data-dir");
    assertThat(contents(temporary)).isEqualTo(before);
  }

  @Test
  void aFolderWithANewerLayoutOrAnalyticsIsRefusedToo() throws Exception {
    FolderVersion known = new FolderVersion("1", 1, 5, 5);
    assertThat(new FolderVersion("1", 2, 5, 5).isNewerThan(known)).isTrue();
    assertThat(new FolderVersion("1", 1, 5, 6).isNewerThan(known)).isTrue();
    assertThat(new FolderVersion("2", 1, 5, 5).isNewerThan(known)).isFalse();
    assertThat(new FolderVersion("1", 1, 4, 5).isNewerThan(known)).isFalse();
  }

  @Test
  void aDamagedVersionFileIsSaidAndNotOverwritten() throws Exception {
    Files.writeString(temporary.resolve("version"), "layout=none");
    assertThatThrownBy(() -> DataFolder.open(temporary))
        .isInstanceOfSatisfying(
            DataFolderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNUSABLE))
        .hasMessageContaining("damaged");
    assertThat(temporary.resolve("version")).hasContent("layout=none");
  }

  @Test
  void aFileInPlaceOfTheFolderIsUnusable() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "x");
    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOfSatisfying(
            DataFolderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNUSABLE))
        .hasMessageContaining(file + " is a file, not a folder")
        .hasMessageContaining("--data-dir");
  }

  @Test
  void aPlaceWhereNoFolderCanBeMadeIsSaidWithTheReason() throws Exception {
    Path below = Files.writeString(temporary.resolve("file"), "x").resolve("folder");
    assertThatThrownBy(() -> DataFolder.open(below))
        .isInstanceOf(DataFolderException.class)
        .message()
        .containsAnyOf("is a file, not a folder", "Not a directory");
  }

  @Test
  void aFolderOfANewerBuildOfTheSameVersionIsToldApart() throws Exception {
    new FolderVersion("1.0", 2, 0, 0).write(temporary);
    assertThatThrownBy(() -> DataFolder.open(temporary, new FolderVersion("1.0", 1, 0, 0)))
        .hasMessageContaining("made by a newer build of Opik Desktop 1.0;");
  }

  @Test
  void aFolderThatThisProcessHasOpenIsHeldByIt() {
    try (DataFolder folder = DataFolder.open(temporary)) {
      assertThat(DataFolder.holder(temporary).orElseThrow().pid())
          .isEqualTo(ProcessHandle.current().pid());
      assertThatThrownBy(() -> DataFolder.open(temporary))
          .isInstanceOfSatisfying(
              DataFolderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.HELD));
    }
  }

  @Test
  void aFolderThatWasClosedIsFree() {
    DataFolder.open(temporary).close();
    assertThat(DataFolder.holder(temporary)).isEmpty();
    DataFolder.open(temporary).close();
  }

  @Test
  void aFolderThatNeverWasIsHeldByNobodyAndNotCreatedByAsking() {
    assertThat(DataFolder.holder(temporary.resolve("none"))).isEmpty();
    assertThat(temporary.resolve("none")).doesNotExist();
  }

  @Test
  void anotherProcessThatHoldsTheFolderIsNamedWithItsSocket() throws Exception {
    Path socket = temporary.resolve("control.sock");
    try (ChildJvm child = ChildJvm.start(Holder.class, temporary.toString(), socket.toString())) {
      assertThat(child.readLine()).isEqualTo("open");
      FolderHolder expected = new FolderHolder(child.pid(), Optional.of(socket));
      assertThat(DataFolder.holder(temporary)).contains(expected);
      assertThatThrownBy(() -> DataFolder.open(temporary))
          .isInstanceOfSatisfying(
              DataFolderException.class, e -> assertThat(e.holder()).contains(expected))
          .hasMessageContaining("process " + child.pid());
    }
  }

  @Test
  void aKilledProcessHoldsNothing() throws Exception {
    try (ChildJvm child = ChildJvm.start(Holder.class, temporary.toString(), "s")) {
      assertThat(child.readLine()).isEqualTo("open");
      child.kill();
    }
    assertThat(DataFolder.holder(temporary)).isEmpty();
    DataFolder.open(temporary).close();
  }

  /** Opens a folder and keeps it until its standard input ends. */
  static final class Holder {
    public static void main(String[] arguments) throws IOException {
      try (DataFolder folder = DataFolder.open(Path.of(arguments[0]))) {
        folder.announce(Path.of(arguments[1]));
        System.out.println("open");
        System.in.read();
      }
    }
  }

  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.toList()) {
        String content = Files.isDirectory(path) ? "" : Files.readString(path);
        contents.put(path.toString(), Files.getLastModifiedTime(path) + " " + content);
      }
    }
    return contents;
  }
}
