package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.Attachment;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Page;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is asked of the server about one thread. Waits for the answers. */
record ThreadReading(OpikClient client, String projectId, String threadId) {
  private static final int MANY = 1_000;

  LogRecord thread() {
    return client.threads().thread(projectId, threadId);
  }

  /**
   * Some of its turns, oldest first.
   *
   * @param number from 0
   */
  Page<Turn> page(int number, int size) {
    Page<LogRecord> answer = client.logs().list(query(), number + 1, size);
    return new Page<>(
        answer.number(), answer.total(), answer.content().stream().map(Turn::of).toList());
  }

  /** A turn with its texts whole, and with the files that they name. */
  Turn whole(Turn turn) {
    String id = turn.trace().id();
    Turn read = turn.with(client.trace(id));
    return read.namesFiles() ? read.withFiles(files(id)) : read;
  }

  /** The ids of its turns, oldest first. */
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (int page = 1, got = MANY; got == MANY; page++) {
      List<LogRecord> some = client.logs().listBare(query(), page, MANY).content();
      some.forEach(trace -> ids.add(trace.id()));
      got = some.size();
    }
    return ids;
  }

  /** The files of a turn. */
  List<Attachment> files(String trace) {
    return client.attachments().of(LogKind.TRACES, projectId, trace);
  }

  /** The thread as the server tells it, with its first and last message whole. */
  ObjectNode whole() {
    return (ObjectNode) client.threads().whole(projectId, threadId);
  }

  /**
   * Some of its turns as the server tells them, whole.
   *
   * @param number from 1
   */
  Page<JsonNode> wholeTurns(int number, int size) {
    return client.logs().listWhole(query(), number, size);
  }

  /** How many turns began before this one. */
  int place(String trace) {
    String begun =
        new Oql.Condition(
                "start_time", "", Operator.LESS, client.trace(trace).startTime().toString())
            .text();
    LogQuery before = query().searching(query().oql() + " AND " + begun, "");
    return (int) client.logs().list(before, 1, 1).total();
  }

  private LogQuery query() {
    String oql = new Oql.Condition("thread_id", "", Operator.EQUAL, threadId).text();
    return LogQuery.all(projectId, LogKind.TRACES).searching(oql, "").sortedBy("start_time", false);
  }
}
