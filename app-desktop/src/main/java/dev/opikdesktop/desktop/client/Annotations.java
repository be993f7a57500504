package dev.opikdesktop.desktop.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people and judges have said of a trace or span.
 *
 * @param spanScores of a trace's spans, the mean by name
 */
public record Annotations(
    List<Given> scores, List<Given> spanScores, List<Comment> comments, List<String> tags) {
  public static final Annotations NONE =
      new Annotations(List.of(), List.of(), List.of(), List.of());

  public Annotations {
    scores = List.copyOf(scores);
    spanScores = List.copyOf(spanScores);
    comments = List.copyOf(comments);
    tags = List.copyOf(tags);
  }

  /** The score of a name; null where there is none. */
  public @Nullable Given score(String name) {
    for (Given score : scores) {
      if (score.name().equals(name)) {
        return score;
      }
    }
    return null;
  }

  /**
   * A score, the mean where several have given one.
   *
   * @param category the words for the value; empty where it is a number only
   * @param source {@code ui}, {@code sdk} or {@code online_scoring}
   * @param authors each one's own
   */
  public record Given(
      String name,
      double value,
      String category,
      String reason,
      String source,
      List<Author> authors) {
    public Given {
      authors = List.copyOf(authors);
    }
  }

  /**
   * What one of the authors gave.
   *
   * @param source {@code ui}, {@code sdk} or {@code online_scoring}
   */
  public record Author(String name, double value, String category, String reason, String source) {}

  /** A remark. */
  public record Comment(
      String id, String text, String author, @Nullable Instant createdAt, boolean edited) {}
}
