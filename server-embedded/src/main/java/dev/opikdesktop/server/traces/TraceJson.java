package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.attachments.Injection;
import dev.opikdesktop.server.comments.CommentJson;
import dev.opikdesktop.server.guardrails.GuardrailJson;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonObjects;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.queues.NamedQueue;
import dev.opikdesktop.server.scores.ScoreJson;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Traces on the wire. */
public final class TraceJson {
  private TraceJson() {}

  /** Reads one trace. */
  static TraceWrite readOne(InputStream body) {
    return Draft.readOne(body, new TraceDraft());
  }

  /** Reads {@code {"traces": [1 to 1000 traces]}}. */
  static List<TraceWrite> readBatch(InputStream body) {
    return Draft.readBatch(body, "traces", TraceDraft::new);
  }

  /** Reads a PATCH's body. */
  static TraceUpdate readUpdate(InputStream body) {
    try (FieldReader in = new FieldReader(body)) {
      TraceDraft draft = new TraceDraft();
      in.body(name -> draft.field(in, name));
      draft.validateUpdate(new Validation()).check();
      return draft.update();
    }
  }

  /** Reads {@code {"ids": [...], "update": {...}, "merge_tags": false}}. */
  static TraceBatchUpdate readBatchUpdate(InputStream body) {
    List<UUID> ids = new ArrayList<>();
    TraceDraft draft = new TraceDraft();
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
    if (!has[1]) {
      validation.error("update", "must not be null");
    }
    draft.validateUpdate(validation.within("update.")).check();
    return new TraceBatchUpdate(ids, draft.update(), has[0]);
  }

  /** Writes one trace as it is read. */
  static void write(JsonGenerator out, Trace trace, Set<String> exclude, Injection files) {
    out.writeStartObject();
    out.writeStringProperty("id", trace.id().toString());
    out.writeStringProperty("project_id", trace.projectId().toString());
    Shown shown = new Shown(out, exclude, files);
    shown.text("name", trace.name());
    shown.instant("start_time", trace.startTime());
    shown.instant("end_time", trace.endTime());
    shown.json("input", trace.input());
    shown.json("output", trace.output());
    Trace.SpanTotals totals = trace.totals();
    List<String> providers = totals.providers();
    shown.json(
        "metadata",
        providers.isEmpty()
            ? trace.metadata()
            : JsonObjects.withLeading(trace.metadata(), "providers", providers));
    shown.strings("tags", trace.tags());
    if (!exclude.contains("error_info")) {
      ErrorInfo.write(out, trace.errorInfo());
    }
    if (!exclude.contains("usage") && !totals.usage().isEmpty()) {
      out.writeObjectPropertyStart("usage");
      totals.usage().forEach(out::writeNumberProperty);
      out.writeEndObject();
    }
    shown.audit(trace.audit());
    CommentJson.writeField(out, trace.comments());
    ScoreJson.write(out, "feedback_scores", trace.scores(), exclude);
    ScoreJson.write(out, "span_feedback_scores", trace.spanScores(), exclude);
    GuardrailJson.write(out, trace.guardrails(), exclude);
    NamedQueue.write(out, trace.queues());
    shown.cost(totals.cost());
    if (!exclude.contains("span_count")) {
      out.writeNumberProperty("span_count", totals.spans());
    }
    if (!exclude.contains("llm_span_count")) {
      out.writeNumberProperty("llm_span_count", totals.llmSpans());
    }
    if (!exclude.contains("has_tool_spans")) {
      out.writeBooleanProperty("has_tool_spans", totals.hasToolSpans());
    }
    if (!exclude.contains("providers")) {
      out.writeArrayPropertyStart("providers");
      providers.forEach(out::writeString);
      out.writeEndArray();
    }
    shown.duration(trace.startTime(), trace.endTime());
    shown.number("ttft", trace.ttft());
    shown.text("thread_id", trace.threadId());
    if (trace.visible() && !exclude.contains("visibility_mode")) {
      out.writeStringProperty("visibility_mode", "default");
    }
    if (trace.source() != Source.UNKNOWN) {
      shown.text("source", trace.source().word());
    }
    shown.always("environment", trace.environment());
    out.writeEndObject();
  }

  /**
   * Writes the fields that traces and spans have in common, unless they are excluded or not set.
   *
   * @param files to put into payloads
   */
  public record Shown(JsonGenerator out, Set<String> exclude, Injection files) {
    private static final double NANOS_PER_MICRO = 1_000;
    private static final double MICROS_PER_MILLI = 1_000;

    public void text(String name, @Nullable String value) {
      if (value != null && !value.isEmpty()) {
        always(name, value);
      }
    }

    public void always(String name, String value) {
      if (!exclude.contains(name)) {
        out.writeStringProperty(name, value);
      }
    }

    public void instant(String name, @Nullable Instant value) {
      if (value != null) {
        always(name, Json.text(value));
      }
    }

    public void json(String name, @Nullable JsonText value) {
      if (value != null && !exclude.contains(name)) {
        out.writeName(name);
        files.write(out, value);
      }
    }

    public void strings(String name, List<String> values) {
      if (!values.isEmpty() && !exclude.contains(name)) {
        out.writeArrayPropertyStart(name);
        values.forEach(out::writeString);
        out.writeEndArray();
      }
    }

    public void number(String name, @Nullable Double value) {
      if (value != null && !exclude.contains(name)) {
        out.writeNumberProperty(name, value);
      }
    }

    /** US dollars; nothing for zero. */
    public void cost(BigDecimal value) {
      if (value.signum() != 0 && !exclude.contains("total_estimated_cost")) {
        out.writeName("total_estimated_cost");
        out.writeNumber(value.stripTrailingZeros().toPlainString());
      }
    }

    public void audit(Audit audit) {
      instant("created_at", audit.createdAt());
      always("created_by", audit.createdBy());
      instant("last_updated_at", audit.lastUpdatedAt());
      always("last_updated_by", audit.lastUpdatedBy());
    }

    /** Milliseconds with three decimals; nothing while the start or the end is not known. */
    public void duration(Instant start, @Nullable Instant end) {
      if (end != null && !start.equals(Instant.EPOCH)) {
        Duration taken = Duration.between(start, end);
        double micros = Math.floor(taken.toNanos() / NANOS_PER_MICRO);
        number("duration", micros / MICROS_PER_MILLI);
      }
    }
  }
}
