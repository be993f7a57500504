package dev.opikdesktop.storage.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.storage.migration.Changelog;
import dev.opikdesktop.storage.migration.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2MigrationTest {
  /** The real changelog, one more table, and a step that fails. */
  private static final Changelog FAILING = Changelog.read("db/failing/changelog.xml");

  /** The real changelog and one more table. */
  private static final Changelog NEXT = Changelog.read("db/next/changelog.xml");

  @TempDir Path folder;
  private Path backups;

  @BeforeEach
  void createFolders() throws IOException {
    backups = Files.createDirectory(folder.resolve("backups"));
  }

  @Test
  void aMigrationAddsToWhatIsThere() {
    writeAnOldRow();
    try (H2Database database = open(NEXT)) {
      assertThat(projects(database)).containsExactly("old");
      assertThat(hasTable(database, "next_table")).isTrue();
    }
  }

  @Test
  void aMigrationThatFailsPutsTheCopyOfTheFileBack() throws Exception {
    writeAnOldRow();
    assertThatThrownBy(() -> open(FAILING))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("fails-on-purpose");
    assertThat(copies()).hasSize(1);
    assertThat(folder.resolve("opik.mv.db")).hasSameBinaryContentAs(copies().getFirst());
  }

  @Test
  void theOldVersionGoesOnAfterAMigrationThatFailed() {
    writeAnOldRow();
    assertThatThrownBy(() -> open(FAILING)).isInstanceOf(MigrationException.class);
    try (H2Database database = open(Changelog.relational())) {
      assertThat(projects(database)).containsExactly("old");
      assertThat(hasTable(database, "half_table")).isFalse();
    }
  }

  @Test
  void aFirstMigrationThatFailsLeavesNoDatabase() {
    assertThatThrownBy(() -> open(FAILING)).isInstanceOf(MigrationException.class);
    assertThat(folder.resolve("opik.mv.db")).doesNotExist();
  }

  @Test
  void aMigrationThatWasCutIsUndoneAtTheNextStart() throws Exception {
    writeAnOldRow();
    H2Files files = new H2Files(folder, backups);
    files.beginMigration();
    Files.writeString(folder.resolve("opik.mv.db"), "what a killed process left");
    try (H2Database database = open(NEXT)) {
      assertThat(projects(database)).containsExactly("old");
      assertThat(hasTable(database, "next_table")).isTrue();
    }
  }

  @Test
  void aMigrationThatMayNotBeginTouchesNothing() {
    writeAnOldRow();
    assertThatThrownBy(
            () ->
                H2Database.open(
                    folder,
                    backups,
                    () -> {
                      throw new IllegalStateException("the other database failed");
                    },
                    NEXT))
        .hasMessage("the other database failed");
    try (H2Database database = open(Changelog.relational())) {
      assertThat(hasTable(database, "next_table")).isFalse();
    }
  }

  @Test
  void theLastThreeCopiesAreKept() throws Exception {
    writeAnOldRow();
    H2Files files = new H2Files(folder, backups);
    for (int i = 0; i < 5; i++) {
      files.beginMigration();
      files.endMigration();
    }
    assertThat(copies()).hasSize(3);
  }

  @Test
  void aStartWithoutAnythingToMigrateMakesNoCopy() throws Exception {
    writeAnOldRow();
    open(Changelog.relational()).close();
    assertThat(copies()).isEmpty();
  }

  private H2Database open(Changelog changelog) {
    return H2Database.open(folder, backups, () -> {}, changelog);
  }

  private void writeAnOldRow() {
    try (H2Database database = open(Changelog.relational())) {
      database.useHandle(
          handle ->
              handle.execute(
                  """
                  INSERT INTO projects (id, workspace_id, name, visibility,
                      created_at, created_by, last_updated_at, last_updated_by)
                  VALUES (?, ?, 'old', 'private',
                      '2026-01-01 00:00:00', 'admin', '2026-01-01 00:00:00', 'admin')
                  """,
                  UUID.randomUUID(),
                  UUID.randomUUID()));
    }
  }

  private static List<String> projects(Relational database) {
    return database.withHandle(
        handle -> handle.createQuery("SELECT name FROM projects").mapTo(String.class).list());
  }

  private static boolean hasTable(Relational database, String name) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT COUNT(*) = 1 FROM information_schema.tables WHERE LOWER(table_name) ="
                        + " :name")
                .bind("name", name)
                .mapTo(boolean.class)
                .one());
  }

  private List<Path> copies() throws IOException {
    try (Stream<Path> files = Files.list(backups)) {
      return files.toList();
    }
  }
}
