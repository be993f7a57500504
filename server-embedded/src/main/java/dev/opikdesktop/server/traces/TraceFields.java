package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.attachments.Payloads;
import dev.opikdesktop.server.json.JsonText;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of a trace that a PATCH can change; null means not set. */
record TraceFields(
    @Nullable String name,
    @Nullable Instant endTime,
    @Nullable JsonText input,
    @Nullable JsonText output,
    @Nullable JsonText metadata,
    @Nullable List<String> tags,
    @Nullable ErrorInfo errorInfo,
    @Nullable String threadId,
    @Nullable Double ttft,
    @Nullable Source source,
    @Nullable String environment)
    implements Payloads<TraceFields> {

  static final TraceFields NONE =
      new TraceFields(null, null, null, null, null, null, null, null, null, null, null);

  /** Which fields are set. A blank name or thread id counts as not set: it cannot clear one. */
  Set<TraceField> present() {
    EnumSet<TraceField> set = EnumSet.noneOf(TraceField.class);
    note(set, TraceField.NAME, name != null && !name.isBlank());
    note(set, TraceField.END_TIME, endTime != null);
    note(set, TraceField.INPUT, input != null);
    note(set, TraceField.OUTPUT, output != null);
    note(set, TraceField.METADATA, metadata != null);
    note(set, TraceField.TAGS, tags != null);
    note(set, TraceField.ERROR_INFO, errorInfo != null);
    note(set, TraceField.THREAD_ID, threadId != null && !threadId.isBlank());
    note(set, TraceField.TTFT, ttft != null);
    note(set, TraceField.SOURCE, source != null);
    note(set, TraceField.ENVIRONMENT, environment != null);
    return set;
  }

  private static void note(Set<TraceField> set, TraceField field, boolean present) {
    if (present) {
      set.add(field);
    }
  }

  /** These fields, except that the named ones come from the other. */
  TraceFields with(Set<TraceField> named, TraceFields other) {
    return new TraceFields(
        (named.contains(TraceField.NAME) ? other : this).name,
        (named.contains(TraceField.END_TIME) ? other : this).endTime,
        (named.contains(TraceField.INPUT) ? other : this).input,
        (named.contains(TraceField.OUTPUT) ? other : this).output,
        (named.contains(TraceField.METADATA) ? other : this).metadata,
        (named.contains(TraceField.TAGS) ? other : this).tags,
        (named.contains(TraceField.ERROR_INFO) ? other : this).errorInfo,
        (named.contains(TraceField.THREAD_ID) ? other : this).threadId,
        (named.contains(TraceField.TTFT) ? other : this).ttft,
        (named.contains(TraceField.SOURCE) ? other : this).source,
        (named.contains(TraceField.ENVIRONMENT) ? other : this).environment);
  }

  @Override
  public TraceFields withPayloads(
      @Nullable JsonText newInput, @Nullable JsonText newOutput, @Nullable JsonText newMetadata) {
    return new TraceFields(
        name,
        endTime,
        newInput,
        newOutput,
        newMetadata,
        tags,
        errorInfo,
        threadId,
        ttft,
        source,
        environment);
  }

  TraceFields withTags(@Nullable List<String> other) {
    return new TraceFields(
        name,
        endTime,
        input,
        output,
        metadata,
        other,
        errorInfo,
        threadId,
        ttft,
        source,
        environment);
  }
}
