package dev.opikdesktop.storage.relational;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.storage.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class H2DurabilityTest {
  private static final int COMMITS = 300;

  @TempDir Path folder;

  @RepeatedTest(3)
  void everyCommitThatReturnedIsThereAfterAKill() throws Exception {
    int acknowledged = 0;
    try (ChildJvm child = ChildJvm.start(Writer.class, folder.toString())) {
      while (acknowledged < COMMITS) {
        acknowledged = Math.max(acknowledged, committed(child.readLine()));
      }
      child.kill();
      // What it had printed before it died counts too.
      acknowledged =
          Math.max(
              acknowledged, child.lines().mapToInt(H2DurabilityTest::committed).max().orElse(0));
    }
    try (H2Database database = open(folder)) {
      int found =
          database.withHandle(
              handle -> handle.createQuery("SELECT COUNT(*) FROM projects").mapTo(int.class).one());
      assertThat(found).isBetween(acknowledged, acknowledged + 1);
    }
  }

  /** How many commits a line of the child tells; lines of its log tell none. */
  private static int committed(String line) {
    return line.startsWith("committed ") ? Integer.parseInt(line.substring(10)) : 0;
  }

  private static H2Database open(Path folder) throws Exception {
    return H2Database.open(folder, Files.createDirectories(folder.resolve("backups")), () -> {});
  }

  /** Inserts row after row, and prints how many after each. */
  static final class Writer {
    public static void main(String[] arguments) throws Exception {
      H2Database database = open(Path.of(arguments[0]));
      for (int i = 1; ; i++) {
        String name = "project " + i;
        database.useTransaction(
            handle ->
                handle.execute(
                    """
                    INSERT INTO projects (id, workspace_id, name, visibility,
                        created_at, created_by, last_updated_at, last_updated_by)
                    VALUES (?, 'w', ?, 'private',
                        '2026-01-01 00:00:00', 'admin', '2026-01-01 00:00:00', 'admin')
                    """,
                    UUID.randomUUID(),
                    name));
        System.out.println("committed " + i);
      }
    }
  }
}
