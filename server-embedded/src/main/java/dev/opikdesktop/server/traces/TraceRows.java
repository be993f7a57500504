package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.ingest.Patches;
import dev.opikdesktop.server.ingest.Upserts;
import dev.opikdesktop.server.ingest.VersionedTable;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table traces, as rows go in and come back for a change. */
final class TraceRows implements Upserts.Rows<TraceRow> {
  static final String TABLE = "traces";

  static final List<String> COLUMNS =
      List.of(
          "workspace_id",
          "project_id",
          "id",
          "start_time",
          "name",
          "end_time",
          "input_head",
          "input_form",
          "input_rest",
          "output_head",
          "output_form",
          "output_rest",
          "metadata",
          "tags",
          "error_info",
          "error_type",
          "thread_id",
          "ttft",
          "source",
          "environment",
          "visibility_mode",
          "created_at",
          "created_by",
          "last_updated_at",
          "last_updated_by",
          "create_version",
          "patched");

  private static final int NO_MODE = 0;
  private static final int DEFAULT_MODE = 1;

  private final Analytics analytics;
  private final VersionedTable<TraceRow> table =
      new VersionedTable<>(TABLE, COLUMNS, TraceRows::read);

  TraceRows(Analytics analytics) {
    this.analytics = analytics;
  }

  @Override
  public void write(TraceRow row, RowBinaryWriter out) {
    TraceFields fields = row.fields();
    out.id(row.workspaceId()).id(row.projectId()).id(row.id()).instant9(row.startTime());
    out.string(orEmpty(fields.name())).nullableInstant9(fields.endTime());
    PayloadColumns.write(out, fields.input());
    PayloadColumns.write(out, fields.output());
    StoredPayload.write(out, fields.metadata());
    List<String> tags = fields.tags();
    out.strings(tags == null ? List.of() : tags);
    ErrorInfo error = fields.errorInfo();
    out.string(ErrorInfo.stored(error));
    out.string(error == null ? "" : orEmpty(error.exceptionType()));
    out.string(orEmpty(fields.threadId())).nullableFloat64(fields.ttft());
    Source source = fields.source();
    out.uint8((source == null ? Source.UNKNOWN : source).code());
    out.string(orEmpty(fields.environment())).uint8(row.isPartial() ? NO_MODE : DEFAULT_MODE);
    StoredAudit.write(out, row.audit(), row.createVersion(), row.patches());
  }

  static TraceRow read(RowBinaryReader in) throws IOException {
    UUID workspace = in.id();
    UUID project = in.id();
    UUID id = in.id();
    Instant start = in.instant9();
    String name = in.string();
    Instant end = in.nullableInstant9();
    var input = PayloadColumns.read(in);
    var output = PayloadColumns.read(in);
    var metadata = StoredPayload.read(in);
    List<String> tags = in.list(RowBinaryReader::string);
    ErrorInfo error = ErrorInfo.ofStored(in.string());
    in.string();
    String thread = in.string();
    Double ttft = in.nullableFloat64();
    Source source = Source.ofCode(in.uint8());
    String environment = in.string();
    in.uint8();
    TraceFields fields =
        new TraceFields(
            name, end, input, output, metadata, tags, error, thread, ttft, source, environment);
    Audit audit = StoredAudit.read(in);
    return new TraceRow(
        workspace,
        project,
        id,
        start,
        fields,
        audit,
        in.instant6(),
        Patches.of(TraceField.class, in.map(RowBinaryReader::string, RowBinaryReader::int64)));
  }

  @Override
  public TraceRow merge(TraceRow create, TraceRow stored, Instant version) {
    Audit audit = create.audit();
    return create.over(
        stored, new Audit(audit.createdAt(), audit.createdBy(), version, audit.lastUpdatedBy()));
  }

  @Override
  public List<TraceRow> load(Collection<UUID> ids, boolean settled) {
    return table.load(analytics, ids, settled);
  }

  @Override
  public Analytics store() {
    return analytics;
  }

  @Override
  public Optional<UUID> greatestId(UUID least) {
    return table.greatestId(analytics, least);
  }

  @Override
  public void forEachPatched(Instant since, Upserts.PatchedRow each) {
    table.forEachPatched(analytics, since, each);
  }

  private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }
}
