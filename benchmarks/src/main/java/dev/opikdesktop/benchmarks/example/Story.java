package dev.opikdesktop.benchmarks.example;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What one conversation or run leaves behind, as rows of the REST API. */
final class Story {
  static final String THREADS = "threads";

  /** What a row has only once its end is known. */
  static final List<String> KNOWN_AT_THE_END =
      List.of("end_time", "output", "usage", "ttft", "error_info");

  final String project;
  final Draw draw;
  final Rhythm rhythm;
  final List<ObjectNode> traces = new ArrayList<>();
  final List<ObjectNode> spans = new ArrayList<>();
  final List<ObjectNode> traceScores = new ArrayList<>();
  final List<ObjectNode> spanScores = new ArrayList<>();
  final List<ObjectNode> threadScores = new ArrayList<>();
  final List<Comment> comments = new ArrayList<>();
  final List<Attachment> attachments = new ArrayList<>();

  /** The conversation it belongs to. */
  @Nullable String thread;

  String environment = "production";

  Story(String project, Draw draw, Rhythm rhythm) {
    this.project = project;
    this.draw = draw;
    this.rhythm = rhythm;
  }

  /**
   * A remark of a person.
   *
   * @param kind traces, spans or threads
   * @param id of the trace or span; of a thread the name
   */
  record Comment(String kind, String id, String text) {}

  /**
   * A file that hangs on a trace or span.
   *
   * @param kind trace or span
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares attachments.
  record Attachment(String kind, String id, String name, String type, byte[] content) {}

  Step trace(String name, Instant start) {
    ObjectNode row = Formats.object();
    row.put("id", draw.id(start).toString()).put("project_name", project).put("name", name);
    row.put("start_time", start.toString()).put("environment", environment).put("source", "sdk");
    if (thread != null) {
      row.put("thread_id", thread);
    }
    traces.add(row);
    return new Step(this, row, null, start);
  }

  void score(Step of, Score score) {
    (of.isTrace() ? traceScores : spanScores).add(score.row(project).put("id", of.id()));
  }

  void scoreThread(Score score) {
    threadScores.add(score.row(project).put("thread_id", thread));
  }

  /**
   * Leaves only what is known at a moment: what begins later goes, what ends later still runs, and
   * nobody has judged it.
   */
  void cut(Instant moment) {
    List.of(traces, spans).forEach(rows -> rows.removeIf(row -> after(row, "start_time", moment)));
    Set<String> done = new HashSet<>();
    for (List<ObjectNode> rows : List.of(traces, spans)) {
      for (ObjectNode row : rows) {
        if (after(row, "end_time", moment)) {
          row.remove(KNOWN_AT_THE_END);
        } else {
          done.add(row.path("id").asString());
        }
      }
    }
    traceScores.removeIf(score -> !done.contains(score.path("id").asString()));
    spanScores.removeIf(score -> !done.contains(score.path("id").asString()));
    comments.removeIf(one -> !one.kind().equals(THREADS) && !done.contains(one.id()));
    attachments.removeIf(file -> !done.contains(file.id()));
    if (traces.stream().noneMatch(row -> done.contains(row.path("id").asString()))) {
      threadScores.clear();
      comments.clear();
    }
  }

  /** Ends the conversation at a moment: what began goes on, other turns never come. */
  void beginNoMore(Instant moment) {
    Set<String> left = new HashSet<>();
    traces.removeIf(row -> after(row, "start_time", moment));
    traces.forEach(row -> left.add(row.path("id").asString()));
    spans.removeIf(row -> !left.contains(row.path("trace_id").asString()));
    spans.forEach(row -> left.add(row.path("id").asString()));
    traceScores.removeIf(score -> !left.contains(score.path("id").asString()));
    spanScores.removeIf(score -> !left.contains(score.path("id").asString()));
    comments.removeIf(one -> !one.kind().equals(THREADS) && !left.contains(one.id()));
    attachments.removeIf(file -> !left.contains(file.id()));
  }

  static boolean after(ObjectNode row, String field, Instant moment) {
    String time = row.path(field).asString("");
    return !time.isEmpty() && Instant.parse(time).isAfter(moment);
  }
}
