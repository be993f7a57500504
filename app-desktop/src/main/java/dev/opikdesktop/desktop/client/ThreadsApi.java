package dev.opikdesktop.desktop.client;

import tools.jackson.databind.node.ObjectNode;

/** Conversations. */
public final class ThreadsApi {
  private final Rest rest;

  ThreadsApi(Rest rest) {
    this.rest = rest;
  }

  /** One thread with the beginnings of its first and last message. */
  public LogRecord thread(String projectId, String threadId) {
    ObjectNode body = rest.json().createObjectNode();
    body.put("project_id", projectId);
    body.put("thread_id", threadId);
    body.put("truncate", true);
    return LogWire.row(LogKind.THREADS, rest.post("/v1/private/traces/threads/retrieve", body));
  }
}
