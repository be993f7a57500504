package dev.opikdesktop.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.Stores;
import dev.opikdesktop.storage.StoresSettings;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With all stores of a real data folder. */
class BackupTest {
  private static final UUID ID = UUID.fromString("0195aaaa-0000-7000-8000-000000000001");

  @TempDir Path temporary;
  private final BackupProgress progress = new BackupProgress();

  @Test
  void whatIsRestoredIsWhatWasThereWhenTheBackupWasMadeAndTheRestIsKept() throws IOException {
    Path root = temporary.resolve("data");
    Backup backup;
    try (DataFolder folder = DataFolder.open(root);
        Stores stores = Stores.open(StoresSettings.local(folder))) {
      for (String name : List.of("one", "two", "gone")) {
        comment(stores, name);
      }
      stores.analytics().delete(Statement.of("DELETE FROM comments WHERE text = 'gone'"));
      stores.blobs().put("files/a", "text/plain", new ByteArrayInputStream(new byte[] {1, 2, 3}));
      project(stores, "before");
      backup = backedUp(stores, root);
      comment(stores, "three");
      project(stores, "after");
      stores.blobs().delete("files/a");
    }

    BackupCopy.prepare(backup, new FolderSwap(root).incoming(), progress);
    new FolderSwap(root).begin(ID);

    try (DataFolder folder = DataFolder.open(root);
        Stores stores = Stores.open(StoresSettings.local(folder))) {
      folder.keepRestored();
      assertThat(comments(stores)).containsExactly("one", "two");
      assertThat(projects(stores)).containsExactly("before");
      assertThat(stores.blobs().find("files/a")).isPresent();
      comment(stores, "four");
      assertThat(comments(stores)).containsExactly("four", "one", "two");
    }
    Backup replaced = Backup.in(FolderSwap.replaced(root).resolve("before-" + ID)).orElseThrow();
    assertThat(replaced.kind()).isEqualTo(Backup.Kind.REPLACED);
    BackupCopy.prepare(replaced, new FolderSwap(root).incoming(), progress);
    new FolderSwap(root).begin(UUID.randomUUID());
    try (DataFolder folder = DataFolder.open(root);
        Stores stores = Stores.open(StoresSettings.local(folder))) {
      assertThat(comments(stores)).containsExactly("one", "three", "two");
      assertThat(projects(stores)).containsExactly("after", "before");
    }
  }

  @Test
  void aBackupThatWasChangedIsFoundAndNotRestored() throws IOException {
    Path snapshot = Files.createDirectories(temporary.resolve("snapshot"));
    Files.writeString(snapshot.resolve("version"), "program=x");
    Files.writeString(snapshot.resolve("model-prices.tsv"), "prices");
    Backup backup = made(snapshot);
    assertThat(BackupCopy.verify(backup, progress)).isEmpty();

    Files.writeString(backup.data().resolve("version"), "program=y");
    Files.delete(backup.data().resolve("model-prices.tsv"));

    assertThat(BackupCopy.verify(backup, progress)).hasSize(2);
    Path to = temporary.resolve("to");
    assertThatThrownBy(() -> BackupCopy.prepare(backup, to, progress))
        .isInstanceOf(IOException.class);
    assertThat(to).doesNotExist();
  }

  @Test
  void aListOfFilesThatNamesSomethingOutsideIsNotFollowed() throws IOException {
    Path snapshot = Files.createDirectories(temporary.resolve("snapshot"));
    Files.writeString(snapshot.resolve("version"), "x");
    Backup backup = made(snapshot);
    Files.writeString(backup.folder().resolve("files"), "00 1 ../../version\n");

    assertThatThrownBy(() -> BackupCopy.verify(backup, progress)).hasMessageContaining("damaged");
  }

  @Test
  void aBackupThatIsCancelledLeavesNothing() throws IOException {
    Path snapshot = Files.createDirectories(temporary.resolve("snapshot"));
    Files.writeString(snapshot.resolve("version"), "x");
    progress.cancel();

    assertThatThrownBy(() -> made(snapshot)).isInstanceOf(CancellationException.class);
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).containsExactly(snapshot);
    }
  }

  private Backup made(Path snapshot) throws IOException {
    return BackupCopy.make(snapshot, temporary.resolve("backup"), ID, Instant.now(), "1", progress);
  }

  private Backup backedUp(Stores stores, Path root) throws IOException {
    Path snapshot = root.resolve("backups").resolve(".snapshot");
    stores.snapshot().orElseThrow().take(snapshot, progress);
    return made(snapshot);
  }

  private static void comment(Stores stores, String text) {
    stores
        .analytics()
        .execute(
            Statement.of(
                    """
                    INSERT INTO comments (workspace_id, project_id, entity_type, entity_id, id, text)
                    SELECT 'w', 'p', 1, {text:String}, {text:String}, {text:String}
                    """)
                .with("text", text));
  }

  private static List<String> comments(Stores stores) {
    return stores
        .analytics()
        .query(
            Statement.of("SELECT DISTINCT text FROM comments ORDER BY text"),
            RowBinaryReader::string);
  }

  private static void project(Stores stores, String name) {
    stores
        .relational()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO projects (id, workspace_id, name, visibility, created_at,"
                        + " created_by, last_updated_at, last_updated_by) VALUES (?, ?, ?,"
                        + " 'private', NOW(), 'a', NOW(), 'a')",
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    name));
  }

  private static List<String> projects(Stores stores) {
    return stores
        .relational()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT name FROM projects WHERE created_by = 'a' ORDER BY name")
                    .mapTo(String.class)
                    .list());
  }
}
