package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.traces.ErrorInfo;
import dev.opikdesktop.server.traces.Source;
import dev.opikdesktop.server.traces.TagChange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a body said of a span so far. */
final class SpanDraft implements Draft<SpanWrite> {
  private @Nullable UUID id;
  private @Nullable UUID projectId;
  private @Nullable String projectName;
  private @Nullable UUID traceId;
  private @Nullable UUID parentSpanId;
  private @Nullable String name;
  private @Nullable SpanType type;
  private @Nullable Instant startTime;
  private @Nullable Instant endTime;
  private @Nullable JsonText input;
  private @Nullable JsonText output;
  private @Nullable JsonText metadata;
  private @Nullable String model;
  private @Nullable String provider;
  private @Nullable List<String> tags;
  private @Nullable List<String> tagsToAdd;
  private @Nullable List<String> tagsToRemove;
  private @Nullable Map<String, Integer> usage;
  private @Nullable ErrorInfo errorInfo;
  private @Nullable Instant lastUpdatedAt;
  private @Nullable BigDecimal cost;
  private @Nullable Double ttft;
  private @Nullable Source source;
  private @Nullable String environment;

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "id" -> id = in.uuid();
      case "project_id" -> projectId = in.uuid();
      case "project_name" -> projectName = in.text();
      case "trace_id" -> traceId = in.uuid();
      case "parent_span_id" -> parentSpanId = in.uuid();
      case "name" -> name = in.text();
      case "type" -> type = SpanType.of(in.text());
      case "start_time" -> startTime = in.instant();
      case "end_time" -> endTime = in.instant();
      case "input" -> input = in.json();
      case "output" -> output = in.json();
      case "metadata" -> metadata = in.json();
      case "model" -> model = in.text();
      case "provider" -> provider = in.text();
      case "tags" -> tags = in.strings();
      case "tags_to_add" -> tagsToAdd = in.strings();
      case "tags_to_remove" -> tagsToRemove = in.strings();
      case "usage" -> usage = in.integers();
      case "error_info" -> errorInfo = ErrorInfo.read(in);
      case "last_updated_at" -> lastUpdatedAt = in.instant();
      case "total_estimated_cost" -> cost = in.decimal();
      case "ttft" -> ttft = in.number();
      case "source" -> source = Source.of(in.text());
      case "environment" -> environment = in.text();
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    validation
        .required("start_time", startTime)
        .time("start_time", startTime)
        .updateTime("last_updated_at", lastUpdatedAt);
    validateCommon(validation);
  }

  void validateUpdate(Validation validation) {
    validation
        .tags("tags", tags)
        .tags("tags_to_add", tagsToAdd)
        .tags("tags_to_remove", tagsToRemove);
    validateCommon(validation);
  }

  private void validateCommon(Validation validation) {
    validation
        .nullOrNotBlank("project_name", projectName)
        .required("trace_id", traceId)
        .time("end_time", endTime)
        .cost("total_estimated_cost", cost)
        .notNegative("ttft", ttft)
        .environment(environment);
  }

  @Override
  public SpanWrite write() {
    if (traceId == null || startTime == null) {
      throw new IllegalStateException("validated before");
    }
    return new SpanWrite(
        id,
        projectName,
        traceId,
        parentSpanId,
        name,
        type == null ? SpanType.UNKNOWN : type,
        startTime,
        endTime,
        input,
        output,
        metadata,
        model,
        provider,
        TagChange.distinct(tags == null ? List.of() : tags),
        usage == null ? Map.of() : usage,
        errorInfo,
        lastUpdatedAt,
        cost,
        ttft,
        source == null ? Source.UNKNOWN : source,
        environment);
  }

  SpanUpdate update() {
    if (traceId == null) {
      throw new IllegalStateException("validated before");
    }
    SpanFields fields =
        new SpanFields(
            name,
            type,
            endTime,
            input,
            output,
            metadata,
            model,
            provider,
            tags == null ? null : TagChange.distinct(tags),
            usage,
            errorInfo,
            cost == null ? null : new SpanCost(cost, true),
            ttft,
            source,
            environment);
    return new SpanUpdate(
        projectName, projectId, traceId, parentSpanId, fields, tagsToAdd, tagsToRemove);
  }
}
