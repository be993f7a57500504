package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.attachments.Injection;
import dev.opikdesktop.server.comments.CommentJson;
import dev.opikdesktop.server.costs.CostCalculator;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.json.JsonObjects;
import dev.opikdesktop.server.scores.ScoreJson;
import dev.opikdesktop.server.traces.ErrorInfo;
import dev.opikdesktop.server.traces.Source;
import dev.opikdesktop.server.traces.TraceJson;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** Spans on the wire. */
final class SpanJson {
  private SpanJson() {}

  /** Reads one span. */
  static SpanWrite readOne(InputStream body) {
    return Draft.readOne(body, new SpanDraft());
  }

  /** Reads {@code {"spans": [1 to 1000 spans]}}. */
  static List<SpanWrite> readBatch(InputStream body) {
    return Draft.readBatch(body, "spans", SpanDraft::new);
  }

  /** Reads a PATCH's body. */
  static SpanUpdate readUpdate(InputStream body) {
    try (FieldReader in = new FieldReader(body)) {
      SpanDraft draft = new SpanDraft();
      in.body(name -> draft.field(in, name));
      Validation validation = new Validation();
      draft.validateUpdate(validation);
      validation.check();
      return draft.update();
    }
  }

  /** Reads {@code {"ids": [...], "update": {...}, "merge_tags": false}}. */
  static SpanBatchUpdate readBatchUpdate(InputStream body) {
    List<UUID> ids = new ArrayList<>();
    SpanDraft draft = new SpanDraft();
    boolean[] has = new boolean[2];
    try (FieldReader in = new FieldReader(body)) {
      in.body(
          name -> {
            switch (name) {
              case "ids" -> ids.addAll(in.uuids());
              case "merge_tags" -> has[0] = in.flag();
              case "update" -> {
                if (!in.isNull()) {
                  has[1] = true;
                  in.object(field -> draft.field(in, field));
                }
              }
              default -> in.skip();
            }
          });
    }
    Validation validation = new Validation().batchIds(ids.size());
    if (has[1]) {
      draft.validateUpdate(validation.within("update."));
    } else {
      validation.error("update", "must not be null");
    }
    validation.check();
    return new SpanBatchUpdate(ids, draft.update(), has[0]);
  }

  /** Writes one span of a list. */
  static void write(JsonGenerator out, Span span, Set<String> exclude, Injection files) {
    write(out, span, "", exclude, files);
  }

  /** Writes one span with the name of its project, as a look-up by id answers. */
  static void write(
      JsonGenerator out, Span span, String projectName, Set<String> exclude, Injection files) {
    out.writeStartObject();
    out.writeStringProperty("id", span.id().toString());
    if (!projectName.isEmpty()) {
      out.writeStringProperty("project_name", projectName);
    }
    out.writeStringProperty("project_id", span.projectId().toString());
    out.writeStringProperty("trace_id", span.traceId().toString());
    TraceJson.Shown shown = new TraceJson.Shown(out, exclude, files);
    if (span.parentSpanId() != null) {
      shown.text("parent_span_id", span.parentSpanId().toString());
    }
    shown.text("name", span.name());
    if (span.type() != SpanType.UNKNOWN) {
      shown.text("type", span.type().word());
    }
    shown.instant("start_time", span.startTime());
    shown.instant("end_time", span.endTime());
    shown.json("input", span.input());
    shown.json("output", span.output());
    shown.json(
        "metadata",
        span.provider().isEmpty()
            ? span.metadata()
            : JsonObjects.withLeading(span.metadata(), "provider", span.provider()));
    shown.text("model", span.model().isBlank() ? null : span.model());
    shown.text("provider", span.provider());
    shown.strings("tags", span.tags());
    if (!exclude.contains("usage") && !span.usage().isEmpty()) {
      out.writeObjectPropertyStart("usage");
      span.usage().forEach(out::writeNumberProperty);
      out.writeEndObject();
    }
    if (!exclude.contains("error_info")) {
      ErrorInfo.write(out, span.errorInfo());
    }
    shown.audit(span.audit());
    CommentJson.writeField(out, span.comments());
    ScoreJson.write(out, "feedback_scores", span.scores(), exclude);
    shown.cost(span.cost());
    if (span.estimated()) {
      shown.text("total_estimated_cost_version", CostCalculator.VERSION);
    }
    shown.duration(span.startTime(), span.endTime());
    shown.number("ttft", span.ttft());
    if (span.source() != Source.UNKNOWN) {
      shown.text("source", span.source().word());
    }
    shown.always("environment", span.environment());
    out.writeEndObject();
  }
}
