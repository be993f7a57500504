package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.json.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a body said of a trace so far. */
final class TraceDraft implements Draft<TraceWrite> {
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

  @Override
  public void field(FieldReader in, String field) {
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

  @Override
  public void validate(Validation validation) {
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

  @Override
  public TraceWrite write() {
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
        TagChange.distinct(tags == null ? List.of() : tags),
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
            tags == null ? null : TagChange.distinct(tags),
            errorInfo,
            threadId,
            ttft,
            source,
            environment);
    return new TraceUpdate(projectName, projectId, fields, tagsToAdd, tagsToRemove);
  }
}
