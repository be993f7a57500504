package dev.opikdesktop.desktop.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feedback score of a thread, trace or span, the mean where several have given one.
 *
 * @param category the words for the value; empty where it is a number only
 * @param authors each one's own
 */
public record Score(
    String name,
    double value,
    @Nullable String reason,
    String category,
    List<Annotations.Author> authors) {
  public Score {
    authors = List.copyOf(authors);
  }
}
