package dev.opikdesktop.desktop.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The room that data take, and what makes them take less. */
public final class StorageApi {
  private static final String PATH = "/v1/private/opik-desktop/";

  private final Rest rest;

  StorageApi(Rest rest) {
    this.rest = rest;
  }

  /** What came of something that makes room. */
  public record Freed(long bytesBefore, long bytesAfter, long traces) {}

  /** What takes how much. */
  public StorageUse use() {
    JsonNode answer = rest.get(PATH + "storage");
    List<StorageUse.Part> parts = new ArrayList<>();
    for (JsonNode part : answer.path("parts")) {
      parts.add(new StorageUse.Part(Wire.text(part, "name"), part.path("bytes").asLong(0)));
    }
    List<StorageUse.ProjectRows> projects = new ArrayList<>();
    for (JsonNode project : answer.path("projects")) {
      projects.add(
          new StorageUse.ProjectRows(
              Wire.text(project, "project_id"),
              Wire.text(project, "name"),
              project.path("traces").asLong(0),
              project.path("spans").asLong(0)));
    }
    return new StorageUse(
        Wire.text(answer, "data_folder"),
        answer.path("free_bytes").asLong(0),
        answer.has("most_bytes") ? answer.path("most_bytes").asLong() : null,
        parts,
        projects);
  }

  /** Takes the bytes of what was deleted off the disk; returns when that is done. */
  public Freed compact() {
    return freed(rest.postPatiently(PATH + "compact"));
  }

  /** Deletes what retention rules and the size of the folder ask for; returns when it is done. */
  public Freed cleanUp() {
    return freed(rest.postPatiently(PATH + "clean-up"));
  }

  /** How many traces the retention rules call too old now, by the id of their project. */
  public Map<String, Long> tooOld() {
    return doomed(rest.postPatiently(PATH + "clean-up/preview"));
  }

  /** How many traces they would call too old with a rule that is not there yet. */
  public Map<String, Long> tooOldWith(RetentionRule draft) {
    return doomed(rest.post(PATH + "clean-up/preview", RetentionApi.body(rest, draft)));
  }

  private static Map<String, Long> doomed(JsonNode answer) {
    Map<String, Long> traces = new HashMap<>();
    for (JsonNode project : answer.path("traces")) {
      traces.put(Wire.text(project, "project_id"), project.path("traces").asLong(0));
    }
    return traces;
  }

  private static Freed freed(JsonNode answer) {
    long traces = 0;
    for (JsonNode project : answer.path("removed")) {
      traces += project.path("traces").asLong(0);
    }
    return new Freed(
        answer.path("bytes_before").asLong(0), answer.path("bytes_after").asLong(0), traces);
  }
}
