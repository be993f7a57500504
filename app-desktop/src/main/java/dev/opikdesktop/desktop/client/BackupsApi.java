package dev.opikdesktop.desktop.client;

import static dev.opikdesktop.desktop.client.Rest.encode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Backups of the data folder. What takes long goes on after a call: {@link #list} tells of it. */
public final class BackupsApi {
  private static final String PATH = "/v1/private/opik-desktop/backups";

  private final Rest rest;

  BackupsApi(Rest rest) {
    this.rest = rest;
  }

  /** All of them, and what is under way. */
  public Backups list() {
    JsonNode answer = rest.get(PATH);
    List<Backups.Backup> all = new ArrayList<>();
    for (JsonNode node : answer.path("backups")) {
      Instant created = Wire.instant(node, "created_at");
      all.add(
          new Backups.Backup(
              Wire.text(node, "id"),
              Wire.text(node, "folder"),
              created == null ? Instant.EPOCH : created,
              Wire.text(node, "program"),
              node.path("bytes").asLong(0),
              node.path("replaced").asBoolean(false)));
    }
    JsonNode work = answer.path("work");
    return new Backups(
        Wire.text(answer, "folder"),
        answer.path("possible").asBoolean(false),
        answer.path("restore_pending").asBoolean(false),
        Wire.text(answer, "restore_failure"),
        all,
        work.isObject() ? work(work) : null);
  }

  /**
   * Begins to make one.
   *
   * @param folder an absolute path on the server's machine; empty for the usual place
   */
  public void make(String folder) {
    ObjectNode body = rest.json().createObjectNode();
    if (!folder.isEmpty()) {
      body.put("folder", folder);
    }
    rest.post(PATH, body);
  }

  /** Begins to compare its files with their hashes. */
  public void verify(String id) {
    rest.post(PATH + "/" + encode(id) + "/verify", rest.json().createObjectNode());
  }

  /** Begins to put it in the place of the data. */
  public void restore(String id) {
    rest.post(PATH + "/" + encode(id) + "/restore", rest.json().createObjectNode());
  }

  public void delete(String id) {
    rest.delete(PATH + "/" + encode(id));
  }

  /** Ends what is under way. */
  public void cancel() {
    rest.post(PATH + "/cancel", rest.json().createObjectNode());
  }

  private static Backups.Work work(JsonNode node) {
    return new Backups.Work(
        Wire.text(node, "id"),
        Wire.text(node, "kind"),
        Wire.text(node, "state"),
        Wire.text(node, "backup_id"),
        node.path("done_bytes").asLong(0),
        node.path("total_bytes").asLong(0),
        Wire.texts(node, "faults"));
  }
}
