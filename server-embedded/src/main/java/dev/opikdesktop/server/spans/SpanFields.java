package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.attachments.Payloads;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.traces.ErrorInfo;
import dev.opikdesktop.server.traces.Source;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of a span that a PATCH can change; null means not set. */
record SpanFields(
    @Nullable String name,
    @Nullable SpanType type,
    @Nullable Instant endTime,
    @Nullable JsonText input,
    @Nullable JsonText output,
    @Nullable JsonText metadata,
    @Nullable String model,
    @Nullable String provider,
    @Nullable List<String> tags,
    @Nullable Map<String, Integer> usage,
    @Nullable ErrorInfo errorInfo,
    @Nullable SpanCost cost,
    @Nullable Double ttft,
    @Nullable Source source,
    @Nullable String environment)
    implements Payloads<SpanFields> {

  static final SpanFields NONE =
      new SpanFields(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** Which fields are set. Blank text counts as not set: it cannot clear one. */
  Set<SpanField> present() {
    EnumSet<SpanField> set = EnumSet.noneOf(SpanField.class);
    note(set, SpanField.NAME, name != null && !name.isBlank());
    note(set, SpanField.TYPE, type != null);
    note(set, SpanField.END_TIME, endTime != null);
    note(set, SpanField.INPUT, input != null);
    note(set, SpanField.OUTPUT, output != null);
    note(set, SpanField.METADATA, metadata != null);
    note(set, SpanField.MODEL, model != null && !model.isBlank());
    note(set, SpanField.PROVIDER, provider != null && !provider.isBlank());
    note(set, SpanField.TAGS, tags != null);
    note(set, SpanField.USAGE, usage != null);
    note(set, SpanField.ERROR_INFO, errorInfo != null);
    note(set, SpanField.TOTAL_ESTIMATED_COST, cost != null && cost.manual());
    note(set, SpanField.TTFT, ttft != null);
    note(set, SpanField.SOURCE, source != null);
    note(set, SpanField.ENVIRONMENT, environment != null);
    return set;
  }

  private static void note(Set<SpanField> set, SpanField field, boolean present) {
    if (present) {
      set.add(field);
    }
  }

  /** These fields, except that the named ones come from the other. */
  SpanFields with(Set<SpanField> named, SpanFields other) {
    return new SpanFields(
        (named.contains(SpanField.NAME) ? other : this).name,
        (named.contains(SpanField.TYPE) ? other : this).type,
        (named.contains(SpanField.END_TIME) ? other : this).endTime,
        (named.contains(SpanField.INPUT) ? other : this).input,
        (named.contains(SpanField.OUTPUT) ? other : this).output,
        (named.contains(SpanField.METADATA) ? other : this).metadata,
        (named.contains(SpanField.MODEL) ? other : this).model,
        (named.contains(SpanField.PROVIDER) ? other : this).provider,
        (named.contains(SpanField.TAGS) ? other : this).tags,
        (named.contains(SpanField.USAGE) ? other : this).usage,
        (named.contains(SpanField.ERROR_INFO) ? other : this).errorInfo,
        (named.contains(SpanField.TOTAL_ESTIMATED_COST) ? other : this).cost,
        (named.contains(SpanField.TTFT) ? other : this).ttft,
        (named.contains(SpanField.SOURCE) ? other : this).source,
        (named.contains(SpanField.ENVIRONMENT) ? other : this).environment);
  }

  @Override
  public SpanFields withPayloads(
      @Nullable JsonText newInput, @Nullable JsonText newOutput, @Nullable JsonText newMetadata) {
    return new SpanFields(
        name,
        type,
        endTime,
        newInput,
        newOutput,
        newMetadata,
        model,
        provider,
        tags,
        usage,
        errorInfo,
        cost,
        ttft,
        source,
        environment);
  }

  SpanFields withTags(@Nullable List<String> other) {
    return new SpanFields(
        name,
        type,
        endTime,
        input,
        output,
        metadata,
        model,
        provider,
        other,
        usage,
        errorInfo,
        cost,
        ttft,
        source,
        environment);
  }

  SpanFields withCost(@Nullable SpanCost other) {
    return new SpanFields(
        name,
        type,
        endTime,
        input,
        output,
        metadata,
        model,
        provider,
        tags,
        usage,
        errorInfo,
        other,
        ttft,
        source,
        environment);
  }
}
