package dev.opikdesktop.transfer.foreign;

import dev.opikdesktop.transfer.records.ImportSource;
import dev.opikdesktop.transfer.records.ImportSource.Entries;
import dev.opikdesktop.transfer.records.ImportSource.Entry;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.Refusal;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.records.TransferRecord;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was read of a file, and the sentence with which it ended too early. */
record Read(List<Entry> entries, @Nullable String failure) {
  private static final JsonMapper JSON = new JsonMapper();

  static Read of(Path path) {
    return of(path, null);
  }

  static Read of(Path path, @Nullable String after) {
    List<Entry> all = new ArrayList<>();
    try (ImportSource source = ForeignFiles.open(path, null);
        Entries entries = source.open(after)) {
      for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
        all.add(entry);
      }
      return new Read(all, null);
    } catch (TransferException failure) {
      return new Read(all, failure.getMessage());
    }
  }

  List<TransferRecord> records() {
    return entries.stream()
        .filter(TransferRecord.class::isInstance)
        .map(TransferRecord.class::cast)
        .toList();
  }

  List<JsonNode> records(RecordKind kind) {
    return records().stream()
        .filter(record -> record.kind() == kind)
        .map(record -> JSON.readTree(record.json()))
        .toList();
  }

  /** Place and reason of each. */
  List<String> refusals() {
    return entries.stream()
        .filter(Refusal.class::isInstance)
        .map(Refusal.class::cast)
        .map(refusal -> refusal.place() + ": " + refusal.reason())
        .toList();
  }

  List<String> projects() {
    return records().stream().map(TransferRecord::project).distinct().toList();
  }

  List<ScopeSpans> scopes() {
    return records().stream()
        .map(Read::request)
        .flatMap(request -> request.getResourceSpansList().stream())
        .map(ResourceSpans::getScopeSpansList)
        .flatMap(List::stream)
        .toList();
  }

  List<Span> spans() {
    return scopes().stream().flatMap(scope -> scope.getSpansList().stream()).toList();
  }

  List<String> names() {
    return spans().stream().map(Span::getName).toList();
  }

  static Map<String, AnyValue> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(
            Collectors.toMap(attribute -> attribute.getKey(), attribute -> attribute.getValue()));
  }

  private static ExportTraceServiceRequest request(TransferRecord record) {
    try (InputStream in = Objects.requireNonNull(record.content()).open()) {
      return ExportTraceServiceRequest.parseFrom(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
