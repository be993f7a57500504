package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.attachments.Injection;
import dev.opikdesktop.server.costs.CostCalculator;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.query.Blocks;
import dev.opikdesktop.server.query.Blocks.Sized;
import dev.opikdesktop.server.records.Cursor;
import dev.opikdesktop.server.records.ProjectRecords;
import dev.opikdesktop.server.records.ProjectRows;
import dev.opikdesktop.server.records.RestoredDraft;
import dev.opikdesktop.server.spans.SpanKeys.Key;
import dev.opikdesktop.server.traces.ErrorInfo;
import dev.opikdesktop.server.traces.PayloadColumns;
import dev.opikdesktop.server.traces.Source;
import dev.opikdesktop.server.traces.TraceJson.Shown;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Spans as records, trace by trace. */
public final class SpanRecords implements ProjectRecords {
  private final SpanService spans;
  private final SpanStore store;
  private final Analytics analytics;
  private final ProjectRows rows;

  public SpanRecords(SpanService spans, Analytics analytics) {
    this.spans = spans;
    this.store = new SpanStore(analytics);
    this.analytics = analytics;
    this.rows = new ProjectRows(analytics, SpanRows.TABLE);
  }

  @Override
  public String kind() {
    return SpanRows.TABLE;
  }

  @Override
  public long count(Caller caller, UUID project) {
    return rows.count(caller, project);
  }

  @Override
  public void read(Caller caller, UUID project, @Nullable Cursor after, int limit, Consumer each) {
    String sql =
        """
        SELECT trace_id, id, %s
        FROM spans FINAL
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id} AND %s
        ORDER BY workspace_id, project_id, trace_id, id
        LIMIT {limit:UInt64}
        """
            .formatted(
                PayloadColumns.size(false, Set.of()),
                after == null
                    ? "1 = 1"
                    : "trace_id >= {trace:Id} AND (trace_id > {trace:Id} OR id > {after:Id})");
    Statement statement = ProjectRows.in(caller, project, sql).with("limit", limit);
    if (after != null) {
      after.parts(2);
      statement = statement.with("trace", after.id(0)).with("after", after.id(1));
    }
    List<Sized<Key>> keys =
        analytics.query(statement, in -> new Sized<>(new Key(in.id(), in.id()), in.int64()));
    new Blocks<>(keys, some -> store.rows(caller, project, some))
        .forEach(
            span -> each.accept(Cursor.of(span.traceId(), span.id()), out -> write(out, span)));
  }

  private static void write(JsonGenerator out, Span span) {
    out.writeStartObject();
    out.writeStringProperty("id", span.id().toString());
    out.writeStringProperty("trace_id", span.traceId().toString());
    Shown shown = new Shown(out, Set.of(), Injection.NONE);
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
    shown.json("metadata", span.metadata());
    shown.text("model", span.model());
    shown.text("provider", span.provider());
    shown.strings("tags", span.tags());
    if (!span.usage().isEmpty()) {
      out.writeObjectPropertyStart("usage");
      span.usage().forEach(out::writeNumberProperty);
      out.writeEndObject();
    }
    ErrorInfo.write(out, span.errorInfo());
    shown.cost(span.cost());
    if (span.estimated()) {
      shown.text(SpanRecordDraft.ESTIMATED, CostCalculator.VERSION);
    }
    shown.number("ttft", span.ttft());
    if (span.source() != Source.UNKNOWN) {
      shown.text("source", span.source().word());
    }
    shown.text("environment", span.environment());
    shown.audit(span.audit());
    out.writeEndObject();
  }

  @Override
  public void write(Caller caller, UUID project, InputStream body) {
    spans.restore(
        caller,
        project,
        Draft.readBatch(body, "records", () -> new RestoredDraft<>(new SpanRecordDraft())));
  }
}
