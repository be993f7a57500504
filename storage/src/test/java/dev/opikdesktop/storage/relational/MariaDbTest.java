package dev.opikdesktop.storage.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbTest extends RelationalContract {
  private static MariaDbServer server;

  @BeforeAll
  static void startServer(@TempDir Path folder) throws Exception {
    assumeTrue(
        MariaDbServer.isInstalled(),
        "MariaDB is not installed (Debian: apt-get install mariadb-server), so the relational store"
            + " is not tested against it");
    server = MariaDbServer.start(folder);
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected Relational open() {
    return MySqlDatabase.open(server.settings("opik"));
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    MySqlSettings nowhere = new MySqlSettings("127.0.0.1", 1, "opik", "root", "", 1);
    assertThatThrownBy(() -> MySqlDatabase.open(nowhere))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  @Test
  void replicasThatStartTogetherMigrateOnce() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<MySqlDatabase>> replicas = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        replicas.add(executor.submit(() -> MySqlDatabase.open(server.settings("together"))));
      }
      for (Future<MySqlDatabase> replica : replicas) {
        try (MySqlDatabase database = replica.get()) {
          assertThat(count(database, "applied_changelogs")).isEqualTo(1);
          assertThat(count(database, "projects")).isZero();
        }
      }
    }
  }

  @Test
  void grantsOfOtherDatabasesAndPatternsAreTakenForWhatTheyAre() {
    List<String> lines =
        List.of(
            "GRANT USAGE ON *.* TO `a`@`%` IDENTIFIED BY PASSWORD '*00'",
            "GRANT SELECT, INSERT ON `other`.* TO `a`@`%`",
            "GRANT UPDATE ON `op\\_k`.* TO `a`@`%`",
            "GRANT DELETE, CREATE ON `op_k`.* TO `a`@`%` WITH GRANT OPTION",
            "GRANT ALTER ON `opik`.`projects` TO `a`@`%`",
            "GRANT INDEX ON *.* TO `a`@`%`",
            "GRANT `role` TO `a`@`%`");

    assertThat(MySqlGrants.granted(lines, "opik"))
        .containsExactlyInAnyOrder("USAGE", "DELETE", "CREATE", "INDEX");
    assertThat(MySqlGrants.granted(lines, "op_k")).contains("UPDATE", "DELETE");
  }

  private static int count(Relational database, String table) {
    return database.withHandle(
        handle -> handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(int.class).one());
  }
}
