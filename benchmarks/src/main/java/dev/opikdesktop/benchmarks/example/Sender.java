package dev.opikdesktop.benchmarks.example;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings stories to a server. */
final class Sender {
  /** As many as a batch may have (Opik contract 2.6). */
  private static final int MOST_ROWS = 1_000;

  private static final int MOST_CHARACTERS = 4_000_000;

  private final Server server;

  Sender(Server server) {
    this.server = server;
  }

  /** Makes what scores and rows are named after, where it is missing. */
  void prepare() {
    Set<String> definitions = names("/v1/private/feedback-definitions?size=1000");
    for (ObjectNode one : definitions()) {
      if (!definitions.contains(one.path("name").asString())) {
        server.send("POST", "/v1/private/feedback-definitions", one);
      }
    }
    Set<String> environments = names("/v1/private/environments");
    environment(environments, "production", "Customers", "#0a8f5b");
    environment(
        environments, "staging", "The next release, on a copy of last week's data", "#d98e04");
  }

  private Set<String> names(String path) {
    Set<String> names = new LinkedHashSet<>();
    server.get(path).path("content").forEach(one -> names.add(one.path("name").asString()));
    return names;
  }

  private void environment(Set<String> known, String name, String description, String color) {
    if (!known.contains(name)) {
      ObjectNode body = Formats.object().put("name", name).put("description", description);
      server.send("POST", "/v1/private/environments", body.put("color", color));
    }
  }

  private static List<ObjectNode> definitions() {
    List<ObjectNode> all = new ArrayList<>();
    for (String name : List.of(Judges.HELPFUL, Judges.ACCURACY, Judges.HALLUCINATION)) {
      ObjectNode one = Formats.object().put("name", name).put("type", "numerical");
      one.putObject("details").put("min", 0).put("max", 1);
      all.add(one);
    }
    ObjectNode user = Formats.object().put("name", Judges.USER).put("type", "categorical");
    user.putObject("details").putObject("categories").put("👍", 1).put("👎", 0);
    ObjectNode tone = Formats.object().put("name", Judges.TONE).put("type", "categorical");
    tone.putObject("details")
        .putObject("categories")
        .put("friendly", 1)
        .put("neutral", 0.5)
        .put("curt", 0);
    ObjectNode resolved = Formats.object().put("name", Judges.RESOLVED).put("type", "boolean");
    resolved.putObject("details").put("true_label", "yes").put("false_label", "no");
    all.addAll(List.of(user, tone, resolved));
    return all;
  }

  /** Sends all of these. What is written is readable afterwards. */
  void send(List<Story> stories) {
    rows(stories);
    judgements(stories);
  }

  private void rows(List<Story> stories) {
    batches("POST", "/v1/private/traces/batch", "traces", all(stories, story -> story.traces));
    batches("POST", "/v1/private/spans/batch", "spans", all(stories, story -> story.spans));
  }

  /** What people and judges say, and files. */
  void judgements(List<Story> stories) {
    String path = "/v1/private/%s/feedback-scores";
    batches("PUT", path.formatted("traces"), "scores", all(stories, story -> story.traceScores));
    batches("PUT", path.formatted("spans"), "scores", all(stories, story -> story.spanScores));
    List<ObjectNode> threadScores = all(stories, story -> story.threadScores);
    for (Story story : stories) {
      if (!story.threadScores.isEmpty()) {
        close(story);
      }
    }
    batches("PUT", path.formatted("traces/threads"), "scores", threadScores);
    for (Story story : stories) {
      story.comments.forEach(comment -> comment(story, comment));
      story.attachments.forEach(file -> server.attach(story.project, file));
    }
  }

  /** Conversations are scored once they are closed. */
  private void close(Story story) {
    thread(story);
    ObjectNode body = Formats.object().put("project_name", story.project);
    server.send("PUT", "/v1/private/traces/threads/close", body.put("thread_id", story.thread));
  }

  private JsonNode thread(Story story) {
    ObjectNode body = Formats.object().put("project_name", story.project);
    body.put("thread_id", story.thread);
    try {
      return server.sendOnceKnown("/v1/private/traces/threads/retrieve", body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void comment(Story story, Story.Comment comment) {
    String about =
        comment.kind().equals(Story.THREADS)
            ? "traces/threads/" + thread(story).path("thread_model_id").asString()
            : comment.kind() + "/" + comment.id();
    ObjectNode text = Formats.object().put("text", comment.text());
    server.send("POST", "/v1/private/" + about + "/comments", text);
  }

  private static List<ObjectNode> all(List<Story> stories, Function<Story, List<ObjectNode>> rows) {
    return stories.stream().map(rows).flatMap(List::stream).toList();
  }

  /** Sends rows in batches that are neither too many nor too long. */
  void batches(String method, String path, String name, List<ObjectNode> rows) {
    ObjectNode body = Formats.object();
    ArrayNode batch = body.putArray(name);
    int characters = 0;
    for (ObjectNode row : rows) {
      int length = row.toString().length();
      if (!batch.isEmpty()
          && (batch.size() == MOST_ROWS || characters + length > MOST_CHARACTERS)) {
        server.send(method, path, body);
        batch.removeAll();
        characters = 0;
      }
      batch.add(row);
      characters += length;
    }
    if (!batch.isEmpty()) {
      server.send(method, path, body);
    }
  }
}
