package dev.opikdesktop.server.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.server.OpikServer;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.ServerSettings;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.Stores;
import dev.opikdesktop.storage.StoresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server over stores that are all in its data folder. */
@Timeout(180)
class BackupRoutesTest {
  private static final String BACKUPS = "/v1/private/opik-desktop/backups";

  @TempDir Path temporary;
  private DataFolder folder;
  private Stores stores;
  private OpikServer server;
  private LocalClient client;

  @BeforeEach
  void start() {
    folder = DataFolder.open(temporary.resolve("data"));
    begin();
  }

  private void begin() {
    stores = Stores.open(StoresSettings.local(folder));
    server = OpikServer.start(ServerSettings.of(folder.root()).onFreePorts(), stores);
    folder.keepRestored();
    client = new LocalClient(server.restPort());
  }

  private void end() {
    client.close();
    server.close();
    stores.close();
  }

  @AfterEach
  void stop() {
    end();
    folder.close();
  }

  @Test
  void aBackupIsMadeVerifiedRestoredAndDeleted() throws Exception {
    UUID before = trace();
    Path place = temporary.resolve("elsewhere");
    String id = made("{\"folder\": \"%s\"}".formatted(place));
    UUID after = trace();
    JsonNode listed = client.get(BACKUPS).json().path("backups").get(0);
    assertThat(listed.path("id").asString()).isEqualTo(id);
    assertThat(listed.path("folder").asString()).startsWith(place.toString());
    assertThat(listed.path("bytes").asLong()).isPositive();

    assertThat(client.post(BACKUPS + "/" + id + "/verify", "").status()).isEqualTo(202);
    assertThat(ended("done").path("faults").size()).isZero();

    CompletableFuture<Void> ready = new CompletableFuture<>();
    server.onRestoreReady(() -> ready.complete(null));
    assertThat(client.post(BACKUPS + "/" + id + "/restore", "").status()).isEqualTo(202);
    ready.get(60, TimeUnit.SECONDS);
    assertThat(client.get(BACKUPS).json().path("restore_pending").asBoolean()).isTrue();
    end();
    folder.restore();
    begin();

    assertThat(status(before)).isEqualTo(200);
    assertThat(status(after)).isEqualTo(404);
    JsonNode replaced = client.get(BACKUPS).json().path("backups").get(0);
    assertThat(replaced.path("replaced").asBoolean()).isTrue();
    assertThat(client.get(BACKUPS).json().path("restore_pending").asBoolean()).isFalse();
    for (String each : new String[] {id, replaced.path("id").asString()}) {
      assertThat(client.delete(BACKUPS + "/" + each).status()).isEqualTo(204);
    }
    assertThat(client.get(BACKUPS).json().path("backups").size()).isZero();
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void aBackupThatCannotBeOpenedGivesWayToWhatWasThere() throws IOException {
    UUID there = trace();
    String id = made("");
    end();
    folder.close();
    Path root = temporary.resolve("data");
    try (var files = Files.walk(root.resolve("backups"))) {
      Path database =
          files.filter(file -> file.toString().endsWith(".mv.db")).findFirst().orElseThrow();
      Files.writeString(database, "no database");
      // As if it had been so when the backup was made.
      Path list = root.resolve("backups").resolve(name(root)).resolve("files");
      String relative =
          list.resolveSibling("data").relativize(database).toString().replace('\\', '/');
      Files.write(
          list,
          Files.readAllLines(list).stream()
              .map(line -> line.endsWith(" " + relative) ? hashed(database, relative) : line)
              .toList());
    }
    folder = DataFolder.open(root);
    begin();
    assertThat(client.post(BACKUPS + "/" + id + "/restore", "").status()).isEqualTo(202);
    ended("done");
    end();
    folder.restore();

    boolean undone = false;
    try {
      Stores.open(StoresSettings.local(folder)).close();
    } catch (RuntimeException damaged) {
      undone = folder.undoRestore("It is damaged");
    }
    assertThat(undone).isTrue();
    begin();

    assertThat(status(there)).isEqualTo(200);
    assertThat(client.get(BACKUPS).json().path("restore_failure").asString())
        .isEqualTo("It is damaged");
  }

  @Test
  void whatIsNotThereOrNoFolderIsRefused() {
    assertThat(client.post(BACKUPS, "{\"folder\": \"relative\"}").status()).isEqualTo(422);
    String absent = BACKUPS + "/" + TimeOrderedIds.next();
    assertThat(client.post(absent + "/verify", "").status()).isEqualTo(404);
    assertThat(client.post(absent + "/restore", "").status()).isEqualTo(404);
    assertThat(client.delete(absent).status()).isEqualTo(404);
    assertThat(client.post(BACKUPS + "/cancel", "").status()).isEqualTo(204);
  }

  @Test
  void whereStoresAreElsewhereNoBackupIsOffered() {
    try (LocalClient other = new LocalClient(RunningServer.shared().server().restPort())) {
      assertThat(other.get(BACKUPS).json().path("possible").asBoolean()).isFalse();
      assertThat(other.post(BACKUPS, "").status()).isEqualTo(409);
    }
  }

  private String made(String body) {
    Answer answer = client.post(BACKUPS, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    ended("done");
    return answer.json().path("backup_id").asString();
  }

  private JsonNode ended(String state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !work().path("state").asString().equals("running"));
    assertThat(work().path("state").asString()).as(work().toString()).isEqualTo(state);
    return work();
  }

  private JsonNode work() {
    return client.get(BACKUPS).json().path("work");
  }

  private UUID trace() {
    UUID id = TimeOrderedIds.next();
    client.post(
        "/v1/private/traces",
        "{\"id\": \"%s\", \"start_time\": \"2026-11-23T11:00:00Z\"}".formatted(id));
    return id;
  }

  private int status(UUID trace) {
    return client.get("/v1/private/traces/" + trace).status();
  }

  private static String name(Path root) throws IOException {
    try (var all = Files.list(root.resolve("backups"))) {
      return all.map(each -> each.getFileName().toString())
          .filter(each -> each.startsWith("opik-desktop-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String hashed(Path file, String path) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash) + " " + bytes.length + " " + path;
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
