package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonObjects;
import dev.opikdesktop.server.json.JsonText;
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
    try (FieldReader in = new FieldReader(body)) {
      Draft draft = new Draft();
      in.body(name -> draft.field(in, name));
      Validation validation = new Validation();
      draft.validate(validation);
      validation.check();
      return draft.write();
    }
  }

  /** Reads {@code {"traces": [1 to 1000 traces]}}. */
  static List<TraceWrite> readBatch(InputStream body) {
    List<Draft> drafts = new ArrayList<>();
    try (FieldReader in = new FieldReader(body)) {
      in.body(
          name -> {
            if (name.equals("traces")) {
              in.array(
                  () -> {
                    Draft draft = new Draft();
                    in.object(field -> draft.field(in, field));
                    drafts.add(draft);
                  });
            } else {
              in.skip();
            }
          });
    }
    Validation validation = new Validation().batch("traces", drafts.size());
    validation.check();
    for (int i = 0; i < drafts.size(); i++) {
      drafts.get(i).validate(validation.within("traces[" + i + "]."));
    }
    validation.check();
    List<TraceWrite> writes = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      writes.add(draft.write());
    }
    return writes;
  }

  /** Reads a PATCH's body. */
  static TraceUpdate readUpdate(InputStream body) {
    try (FieldReader in = new FieldReader(body)) {
      Draft draft = new Draft();
      in.body(name -> draft.field(in, name));
      draft.validateUpdate(new Validation()).check();
      return draft.update();
    }
  }

  /** Reads {@code {"ids": [...], "update": {...}, "merge_tags": false}}. */
  static TraceBatchUpdate readBatchUpdate(InputStream body) {
    List<UUID> ids = new ArrayList<>();
    Draft draft = new Draft();
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
  static void write(JsonGenerator out, Trace trace, Set<String> exclude) {
    out.writeStartObject();
    out.writeStringProperty("id", trace.id().toString());
    out.writeStringProperty("project_id", trace.projectId().toString());
    Shown shown = new Shown(out, exclude);
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
   */
  public record Shown(JsonGenerator out, Set<String> exclude) {
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
        Json.write(out, value);
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

  /** What a body said so far. */
  private static final class Draft {
    private @Nullable UUID id;
    private @Nullable UUID projectId;
    private @Nullable String projectName;
    private @Nullable String name;
    private @Nullable Instant startTime;
    private @Nullable Instant endTime;
    private @Nullable JsonText input;
    private @Nullable JsonText output;
    private @Nullable JsonText metadata;
    private @Nullable List<String> tags;
    private @Nullable List<String> tagsToAdd;
    private @Nullable List<String> tagsToRemove;
    private @Nullable ErrorInfo errorInfo;
    private @Nullable Instant lastUpdatedAt;
    private @Nullable Double ttft;
    private @Nullable String threadId;
    private @Nullable Source source;
    private @Nullable String environment;

    void field(FieldReader in, String field) {
      switch (field) {
        case "id" -> id = in.uuid();
        case "project_id" -> projectId = in.uuid();
        case "project_name" -> projectName = in.text();
        case "name" -> name = in.text();
        case "start_time" -> startTime = in.instant();
        case "end_time" -> endTime = in.instant();
        case "input" -> input = in.json();
        case "output" -> output = in.json();
        case "metadata" -> metadata = in.json();
        case "tags" -> tags = in.strings();
        case "tags_to_add" -> tagsToAdd = in.strings();
        case "tags_to_remove" -> tagsToRemove = in.strings();
        case "error_info" -> errorInfo = ErrorInfo.read(in);
        case "last_updated_at" -> lastUpdatedAt = in.instant();
        case "ttft" -> ttft = in.number();
        case "thread_id" -> threadId = in.text();
        case "source" -> source = Source.of(in.text());
        case "environment" -> environment = in.text();
        default -> in.skip();
      }
    }

    void validate(Validation validation) {
      validation
          .nullOrNotBlank("project_name", projectName)
          .required("start_time", startTime)
          .time("start_time", startTime)
          .updateTime("last_updated_at", lastUpdatedAt);
      validateCommon(validation);
    }

    Validation validateUpdate(Validation validation) {
      validation
          .nullOrNotBlank("project_name", projectName)
          .tags("tags", tags)
          .tags("tags_to_add", tagsToAdd)
          .tags("tags_to_remove", tagsToRemove);
      validateCommon(validation);
      return validation;
    }

    private void validateCommon(Validation validation) {
      validation.time("end_time", endTime).notNegative("ttft", ttft).environment(environment);
    }

    TraceWrite write() {
      if (startTime == null) {
        throw new IllegalStateException("validated before");
      }
      return new TraceWrite(
          id,
          projectName,
          name,
          startTime,
          endTime,
          input,
          output,
          metadata,
          tags == null ? List.of() : tags,
          errorInfo,
          lastUpdatedAt,
          ttft,
          threadId,
          source == null ? Source.UNKNOWN : source,
          environment);
    }

    TraceUpdate update() {
      TraceFields fields =
          new TraceFields(
              name,
              endTime,
              input,
              output,
              metadata,
              tags,
              errorInfo,
              threadId,
              ttft,
              source,
              environment);
      return new TraceUpdate(projectName, projectId, fields, tagsToAdd, tagsToRemove);
    }
  }
}
