package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.costs.CostCalculator;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.ingest.Patches;
import dev.opikdesktop.server.ingest.Upserts;
import dev.opikdesktop.server.ingest.VersionedTable;
import dev.opikdesktop.server.traces.ErrorInfo;
import dev.opikdesktop.server.traces.PayloadColumns;
import dev.opikdesktop.server.traces.Source;
import dev.opikdesktop.server.traces.StoredAudit;
import dev.opikdesktop.server.traces.StoredPayload;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table spans, as rows go in and come back for a change. */
final class SpanRows implements Upserts.Rows<SpanRow> {
  static final String TABLE = "spans";

  static final List<String> COLUMNS =
      List.of(
          "workspace_id",
          "project_id",
          "trace_id",
          "id",
          "parent_span_id",
          "start_time",
          "name",
          "type",
          "end_time",
          "input_head",
          "input_form",
          "input_rest",
          "output_head",
          "output_form",
          "output_rest",
          "metadata",
          "model",
          "provider",
          "tags",
          "usage",
          "error_info",
          "error_type",
          "total_estimated_cost",
          "total_estimated_cost_version",
          "ttft",
          "source",
          "environment",
          "created_at",
          "created_by",
          "last_updated_at",
          "last_updated_by",
          "create_version",
          "patched");

  static final int COST_SCALE = 12;

  private static final UUID NO_PARENT = new UUID(0, 0);

  private final Analytics analytics;
  private final VersionedTable<SpanRow> table =
      new VersionedTable<>(TABLE, COLUMNS, SpanRows::read);
  private final SpanCosts costs;

  SpanRows(Analytics analytics, SpanCosts costs) {
    this.analytics = analytics;
    this.costs = costs;
  }

  @Override
  public void write(SpanRow row, RowBinaryWriter out) {
    SpanFields fields = row.fields();
    out.id(row.workspaceId()).id(row.projectId()).id(row.traceId()).id(row.id());
    UUID parent = row.parentSpanId();
    out.id(parent == null ? NO_PARENT : parent).instant9(row.startTime());
    SpanType type = fields.type();
    out.string(orEmpty(fields.name())).uint8((type == null ? SpanType.UNKNOWN : type).code());
    out.nullableInstant9(fields.endTime());
    PayloadColumns.write(out, fields.input());
    PayloadColumns.write(out, fields.output());
    StoredPayload.write(out, fields.metadata());
    out.string(orEmpty(fields.model())).string(orEmpty(fields.provider()));
    List<String> tags = fields.tags();
    out.strings(tags == null ? List.of() : tags);
    Map<String, Integer> usage = fields.usage() == null ? Map.of() : fields.usage();
    out.length(usage.size());
    usage.forEach((name, count) -> out.string(name).int32(count));
    ErrorInfo error = fields.errorInfo();
    out.string(ErrorInfo.stored(error));
    out.string(error == null ? "" : orEmpty(error.exceptionType()));
    SpanCost cost = fields.cost();
    out.decimal128(cost == null ? BigDecimal.ZERO : cost.amount(), COST_SCALE);
    out.string(SpanCost.storedVersion(cost, CostCalculator.VERSION));
    out.nullableFloat64(fields.ttft());
    Source source = fields.source();
    out.uint8((source == null ? Source.UNKNOWN : source).code());
    out.string(orEmpty(fields.environment()));
    StoredAudit.write(out, row.audit(), row.createVersion(), row.patches());
  }

  static SpanRow read(RowBinaryReader in) throws IOException {
    UUID workspace = in.id();
    UUID project = in.id();
    UUID trace = in.id();
    UUID id = in.id();
    UUID parent = parent(in.id());
    Instant start = in.instant9();
    SpanFields fields = fields(in);
    Audit audit = StoredAudit.read(in);
    return new SpanRow(
        workspace,
        project,
        trace,
        id,
        parent,
        start,
        fields,
        audit,
        in.instant6(),
        Patches.of(SpanField.class, in.map(RowBinaryReader::string, RowBinaryReader::int64)));
  }

  private static SpanFields fields(RowBinaryReader in) throws IOException {
    String name = in.string();
    SpanType type = SpanType.ofCode(in.uint8());
    Instant end = in.nullableInstant9();
    var input = PayloadColumns.read(in);
    var output = PayloadColumns.read(in);
    var metadata = StoredPayload.read(in);
    String model = in.string();
    String provider = in.string();
    List<String> tags = in.list(RowBinaryReader::string);
    Map<String, Integer> usage = in.map(RowBinaryReader::string, RowBinaryReader::int32);
    ErrorInfo error = ErrorInfo.ofStored(in.string());
    in.string();
    SpanCost cost = SpanCost.ofStored(in.decimal128(COST_SCALE), in.string());
    return new SpanFields(
        name,
        type,
        end,
        input,
        output,
        metadata,
        model,
        provider,
        tags,
        usage,
        error,
        cost,
        in.nullableFloat64(),
        Source.ofCode(in.uint8()),
        in.string());
  }

  /** A parent's id as it is stored; null for a span at the top of its trace. */
  static @Nullable UUID parent(UUID stored) {
    return stored.equals(NO_PARENT) ? null : stored;
  }

  @Override
  public SpanRow merge(SpanRow create, SpanRow stored, Instant version) {
    Audit audit = create.audit();
    Audit merged = new Audit(audit.createdAt(), audit.createdBy(), version, audit.lastUpdatedBy());
    return costs.after(create.over(stored, merged), stored);
  }

  @Override
  public List<SpanRow> load(Collection<UUID> ids, boolean settled) {
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

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
