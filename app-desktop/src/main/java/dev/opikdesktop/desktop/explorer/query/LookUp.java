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

  /** Asks about a field, or a part of the metadata, unless that was done. */
  public void about(LogKind kind, Subject subject) {
    String project = projectId;
    String field = subject.field();
    boolean span = kind == LogKind.SPANS;
    boolean thread = kind == LogKind.THREADS;
    switch (field) {
      case "feedback_scores" -> keys(kind, field, () -> client.logs().scoreNames(kind, project));
      case "span_feedback_scores" ->
          keys(kind, field, () -> client.logs().scoreNames(LogKind.SPANS, project));
      case "usage" -> keys(kind, field, () -> client.logs().tokenNames(project));
      case "environment" ->
          values(
              kind,
              Subject.of(field),
              () -> client.environments().list().stream().map(Environment::name).toList());
      case "tags" -> greatest(kind, subject, true);
      case "name", "error_type" -> greatest(kind, subject, !thread);
      case "model", "provider" -> greatest(kind, subject, span);
      case "metadata" -> {
        // A key that is being written is none yet.
        boolean known = vocabulary.keys(field).contains(subject.key());
        greatest(kind, subject, known && !thread);
      }
      default -> {}
    }
  }

  private void keys(LogKind kind, String field, Callable<List<String>> question) {
    ask(kind + " " + field, question, key -> vocabulary.key(field, key));
  }

  private void values(LogKind kind, Subject subject, Callable<List<String>> question) {
    ask(
        kind + " " + subject.code(),
        question,
        value -> vocabulary.value(subject.field(), subject.key(), value));
  }

  private void ask(String subject, Callable<List<String>> question, Consumer<String> learn) {
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
  private void greatest(LogKind kind, Subject subject, boolean told) {
    if (!told) {
      return;
    }
    LogQuery query = LogQuery.all(projectId, kind);
    String metric = kind.singular().toUpperCase(Locale.ROOT) + "_COUNT";
    Breakdown split = new Breakdown(subject.field(), subject.key(), "");
    values(
        kind,
        subject,
        () ->
            client
                .logs()
                .metric(query, metric, split, "TOTAL", Instant.EPOCH, Instant.now())
                .stream()
                .map(Series::name)
                .filter(name -> !name.equals(Breakdown.OTHERS) && !name.equals(Breakdown.UNKNOWN))
                .toList());
  }
}
