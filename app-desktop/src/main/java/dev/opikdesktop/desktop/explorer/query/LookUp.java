package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.desktop.client.Breakdown;
import dev.opikdesktop.desktop.client.Environment;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Series;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Asks the server which keys and values a project's rows have, once for each field that somebody is
 * about to ask something of.
 */
public final class LookUp {
  private final OpikClient client;
  private final Background background;
  private final Vocabulary vocabulary;
  private final Set<String> asked = new HashSet<>();
  private String projectId = "";

  public LookUp(OpikClient client, Background background, Vocabulary vocabulary) {
    this.client = client;
    this.background = background;
    this.vocabulary = vocabulary;
  }

  /** Turns to a project; what is known of another one is forgotten. */
  public void turnTo(String project) {
    projectId = project;
    asked.clear();
    vocabulary.clear();
  }

  /** Asks about a field, unless that was done. */
  public void about(LogKind kind, String field) {
    String project = projectId;
    boolean span = kind == LogKind.SPANS;
    switch (field) {
      case "feedback_scores" -> keys(kind, field, () -> client.logs().scoreNames(kind, project));
      case "span_feedback_scores" ->
          keys(kind, field, () -> client.logs().scoreNames(LogKind.SPANS, project));
      case "usage" -> keys(kind, field, () -> client.logs().tokenNames(project));
      case "environment" ->
          values(
              kind,
              field,
              () -> client.environments().list().stream().map(Environment::name).toList());
      case "tags", "name", "error_type", "model", "provider" -> {
        boolean told =
            switch (field) {
              case "tags" -> true;
              case "model", "provider" -> span;
              default -> kind != LogKind.THREADS;
            };
        if (told) {
          values(kind, field, () -> greatest(LogQuery.all(project, kind), field));
        }
      }
      default -> {}
    }
  }

  private void keys(LogKind kind, String field, Callable<List<String>> question) {
    ask(kind, field, question, key -> vocabulary.key(field, key));
  }

  private void values(LogKind kind, String field, Callable<List<String>> question) {
    ask(kind, field, question, value -> vocabulary.value(field, "", value));
  }

  private void ask(
      LogKind kind, String field, Callable<List<String>> question, Consumer<String> learn) {
    String subject = kind + " " + field;
    String project = projectId;
    if (project.isEmpty() || !asked.add(subject)) {
      return;
    }
    background.run(
        question,
        (found, took) -> {
          if (project.equals(projectId)) {
            found.forEach(learn);
            vocabulary.grew();
          }
        },
        // It is asked again when it is wanted again; nothing but help is missing.
        problem -> asked.remove(subject));
  }

  /** The values that most rows have, of those of all time: the server tells no more. */
  private List<String> greatest(LogQuery query, String field) {
    String metric = query.kind().singular().toUpperCase(Locale.ROOT) + "_COUNT";
    return client
        .logs()
        .metric(query, metric, new Breakdown(field, "", ""), "TOTAL", Instant.EPOCH, Instant.now())
        .stream()
        .map(Series::name)
        .filter(name -> !name.equals(Breakdown.OTHERS) && !name.equals(Breakdown.UNKNOWN))
        .toList();
  }
}
