package dev.opikdesktop.desktop.client;

import static dev.opikdesktop.desktop.client.Rest.encode;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Scores, comments and tags of traces and spans. */
public final class AnnotationsApi {
  private final Rest rest;

  AnnotationsApi(Rest rest) {
    this.rest = rest;
  }

  /** What has been said of one thread, trace or span, without its payloads. */
  public Annotations of(LogKind kind, String projectId, String id) {
    String only =
        "[{\"field\":\"id\",\"operator\":\"=\",\"value\":%s}]"
            .formatted(rest.json().writeValueAsString(id));
    JsonNode page =
        rest.get(
            kind.path()
                + "?size=1&truncate=true&project_id=%s&filters=%s&exclude=%s"
                    .formatted(
                        encode(projectId),
                        encode(only),
                        encode(
                            kind == LogKind.THREADS
                                ? "[\"first_message\",\"last_message\"]"
                                : "[\"input\",\"output\",\"metadata\"]")));
    return annotations(page.path("content").path(0));
  }

  /**
   * Gives a score, instead of the one that this user gave before.
   *
   * @param category empty for a number alone
   * @param reason empty for none
   */
  public void score(
      LogKind kind,
      String projectId,
      String id,
      String name,
      double value,
      String category,
      String reason) {
    ObjectNode score = rest.json().createObjectNode();
    score.put("name", name).put("value", value).put("source", "ui");
    if (!category.isEmpty()) {
      score.put("category_name", category);
    }
    if (!reason.isEmpty()) {
      score.put("reason", reason);
    }
    if (kind == LogKind.THREADS) {
      ObjectNode body = rest.json().createObjectNode();
      body.putArray("scores").add(score.put("project_id", projectId).put("thread_id", id));
      rest.put(kind.path() + "/feedback-scores", body);
    } else {
      rest.put(one(kind, id) + "/feedback-scores", score);
    }
  }

  /**
   * Takes a score back.
   *
   * @param author whose; empty for everybody's
   */
  public void removeScore(LogKind kind, String projectId, String id, String name, String author) {
    ObjectNode body = rest.json().createObjectNode();
    if (!author.isEmpty()) {
      body.put("author", author);
    }
    if (kind == LogKind.THREADS) {
      body.put("project_id", projectId).put("thread_id", id).putArray("names").add(name);
      rest.post(kind.path() + "/feedback-scores/delete", body);
    } else {
      rest.post(one(kind, id) + "/feedback-scores/delete", body.put("name", name));
    }
  }

  public void comment(LogKind kind, String id, String text) {
    rest.post(one(kind, id) + "/comments", rest.json().createObjectNode().put("text", text));
  }

  public void changeComment(LogKind kind, String commentId, String text) {
    rest.patch(
        kind.path() + "/comments/" + encode(commentId),
        rest.json().createObjectNode().put("text", text));
  }

  public void deleteComment(LogKind kind, String commentId) {
    ObjectNode body = rest.json().createObjectNode();
    body.putArray("ids").add(commentId);
    rest.post(kind.path() + "/comments/delete", body);
  }

  private static String one(LogKind kind, String id) {
    return kind.path() + "/" + encode(id);
  }

  private static Annotations annotations(JsonNode node) {
    List<Annotations.Comment> comments = new ArrayList<>();
    for (JsonNode comment : node.path("comments")) {
      comments.add(
          new Annotations.Comment(
              Wire.text(comment, "id"),
              Wire.text(comment, "text"),
              Wire.text(comment, "created_by"),
              Wire.instant(comment, "created_at"),
              !Wire.text(comment, "created_at").equals(Wire.text(comment, "last_updated_at"))));
    }
    return new Annotations(
        scores(node.path("feedback_scores")),
        scores(node.path("span_feedback_scores")),
        comments,
        Wire.texts(node, "tags"));
  }

  private static List<Annotations.Given> scores(JsonNode list) {
    List<Annotations.Given> scores = new ArrayList<>();
    for (JsonNode score : list) {
      scores.add(
          new Annotations.Given(
              Wire.text(score, "name"),
              score.path("value").asDouble(0),
              Wire.text(score, "category_name"),
              Wire.text(score, "reason"),
              Wire.text(score, "source"),
              Wire.authors(score)));
    }
    return scores;
  }
}
