package dev.opikdesktop.desktop.client;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Conversations. */
public final class ThreadsApi {
  private final Rest rest;

  ThreadsApi(Rest rest) {
    this.rest = rest;
  }

  /** One thread with the beginnings of its first and last message. */
  public LogRecord thread(String projectId, String threadId) {
    return LogWire.row(LogKind.THREADS, read(projectId, threadId, true));
  }

  /** One thread as the server tells it, with its first and last message whole. */
  public JsonNode whole(String projectId, String threadId) {
    return read(projectId, threadId, false);
  }

  private JsonNode read(String projectId, String threadId, boolean cut) {
    ObjectNode body = rest.json().createObjectNode();
    body.put("project_id", projectId);
    body.put("thread_id", threadId);
    body.put("truncate", cut);
    return rest.post("/v1/private/traces/threads/retrieve", body);
  }
}
