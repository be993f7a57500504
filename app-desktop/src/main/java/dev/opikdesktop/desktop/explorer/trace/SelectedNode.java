package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.annotate.AnnotateModel;
import dev.opikdesktop.desktop.explorer.files.FilesModel;
import dev.opikdesktop.desktop.explorer.payload.PayloadModel;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for once a row of a trace is selected: payloads, files, and what was said of it.
 */
final class SelectedNode {
  private final OpikClient client;
  private final Background background;
  private final PayloadModel payload;
  private final AnnotateModel annotate;
  private final FilesModel files;
  private final LongProperty tookMillis = new SimpleLongProperty();
  private final StringProperty failure = new SimpleStringProperty("");
  private String projectId = "";
  private String traceId = "";
  private int selection;

  SelectedNode(OpikClient client, Background background, Clock clock) {
    this.client = client;
    this.background = background;
    this.payload = new PayloadModel(background);
    this.annotate = new AnnotateModel(client, background, clock);
    this.files = new FilesModel(client, background);
    payload.whenDataOpened(files::openData);
    files.filesProperty().subscribe(there -> payload.withFiles(there.size()));
  }

  PayloadModel payload() {
    return payload;
  }

  FilesModel files() {
    return files;
  }

  AnnotateModel annotate() {
    return annotate;
  }

  /** How long the last answer took. */
  ReadOnlyLongProperty tookMillisProperty() {
    return tookMillis;
  }

  /** Why the last question failed; empty when it did not. */
  ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Another trace is open. */
  void in(String project, String trace) {
    projectId = project;
    traceId = trace;
  }

  void close() {
    selection++;
    annotate.show(null);
  }

  /**
   * @param before what was selected until now
   */
  void show(SpanNode node, @Nullable SpanNode before) {
    AnnotateModel.Target target = targetOf(node);
    annotate.show(target);
    if (target == null) {
      files.clear();
    } else {
      files.show(target.kind(), target.projectId(), target.id());
    }
    int asked = ++selection;
    failure.set("");
    Trace trace = node.trace();
    if (trace != null) {
      if (before == null || before.trace() != trace) {
        payload.show(
            trace.input(), trace.output(), trace.metadata(), trace.error(), trace.startTime(), "");
      }
    } else if (node.span() != null) {
      background.run(
          () -> client.span(node.id()),
          (span, took) -> {
            if (asked == selection) {
              tookMillis.set(took);
              payload.show(
                  span.input(),
                  span.output(),
                  span.metadata(),
                  span.error(),
                  span.startTime(),
                  about(span));
            }
          },
          problem -> {
            if (asked == selection) {
              failure.set(String.valueOf(problem.getMessage()));
            }
          });
    } else {
      payload.show(Payload.NONE, Payload.NONE, Payload.NONE, null, Instant.EPOCH, "");
    }
  }

  private AnnotateModel.@Nullable Target targetOf(SpanNode node) {
    if (node.trace() == null && node.span() == null) {
      return null;
    }
    LogKind kind = node.trace() == null ? LogKind.SPANS : LogKind.TRACES;
    return new AnnotateModel.Target(kind, projectId, traceId, node.id());
  }

  /** What the line above a model's answer says. */
  private static String about(Span span) {
    String tokens = Units.count(Units.totalTokens(span.usage()));
    return Stream.of(
            span.model() == null ? "" : span.model(),
            Units.duration(span.durationMillis()),
            tokens.isEmpty() ? "" : tokens + " tokens")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" · "));
  }
}
