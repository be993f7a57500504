package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.attachments.Injection;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.query.Blocks;
import dev.opikdesktop.server.query.Blocks.Sized;
import dev.opikdesktop.server.records.Cursor;
import dev.opikdesktop.server.records.ProjectRecords;
import dev.opikdesktop.server.records.ProjectRows;
import dev.opikdesktop.server.records.RestoredDraft;
import dev.opikdesktop.server.traces.TraceJson.Shown;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Traces as records: the rows alone, without what is told of their spans. */
public final class TraceRecords implements ProjectRecords {
  private final TraceService traces;
  private final Analytics analytics;
  private final ProjectRows rows;

  public TraceRecords(TraceService traces, Analytics analytics) {
    this.traces = traces;
    this.analytics = analytics;
    this.rows = new ProjectRows(analytics, TraceRows.TABLE);
  }

  @Override
  public String kind() {
    return TraceRows.TABLE;
  }

  @Override
  public long count(Caller caller, UUID project) {
    return rows.count(caller, project);
  }

  @Override
  public void read(Caller caller, UUID project, @Nullable Cursor after, int limit, Consumer each) {
    String sql =
        """
        SELECT id, %s
        FROM traces FINAL
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id} AND %s
        ORDER BY workspace_id, project_id, id
        LIMIT {limit:UInt64}
        """
            .formatted(
                PayloadColumns.size(false, Set.of()), after == null ? "1 = 1" : "id > {after:Id}");
    Statement statement = ProjectRows.in(caller, project, sql).with("limit", limit);
    if (after != null) {
      after.parts(1);
      statement = statement.with("after", after.id(0));
    }
    List<Sized<UUID>> ids = analytics.query(statement, in -> new Sized<>(in.id(), in.int64()));
    new Blocks<>(ids, some -> rows(caller, project, some))
        .forEach(trace -> each.accept(Cursor.of(trace.id()), out -> write(out, trace)));
  }

  private List<Trace> rows(Caller caller, UUID project, List<UUID> ids) {
    String sql =
        """
        SELECT %s
        FROM traces
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
          AND id >= {first:Id} AND id <= {last:Id} AND id IN {ids:Ids}
        ORDER BY id, last_updated_at DESC
        LIMIT 1 BY id
        """
            .formatted(TraceStore.columns(false, Set.of()));
    Statement statement =
        ProjectRows.in(caller, project, sql)
            .with("ids", ids)
            .with("first", ids.getFirst())
            .with("last", ids.getLast());
    return analytics.query(statement, TraceStore::read);
  }

  private static void write(JsonGenerator out, Trace trace) {
    out.writeStartObject();
    out.writeStringProperty("id", trace.id().toString());
    Shown shown = new Shown(out, Set.of(), Injection.NONE);
    shown.text("name", trace.name());
    shown.instant("start_time", trace.startTime());
    shown.instant("end_time", trace.endTime());
    shown.json("input", trace.input());
    shown.json("output", trace.output());
    shown.json("metadata", trace.metadata());
    shown.strings("tags", trace.tags());
    ErrorInfo.write(out, trace.errorInfo());
    shown.number("ttft", trace.ttft());
    shown.text("thread_id", trace.threadId());
    if (trace.source() != Source.UNKNOWN) {
      shown.text("source", trace.source().word());
    }
    shown.text("environment", trace.environment());
    shown.audit(trace.audit());
    out.writeEndObject();
  }

  @Override
  public void write(Caller caller, UUID project, InputStream body) {
    traces.restore(
        caller,
        project,
        Draft.readBatch(body, "records", () -> new RestoredDraft<>(new TraceDraft())));
  }
}
