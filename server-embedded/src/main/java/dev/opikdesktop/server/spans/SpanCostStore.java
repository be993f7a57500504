package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.traces.PayloadColumns;
import dev.opikdesktop.server.traces.StoredPayload;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of spans what their costs are made of. */
final class SpanCostStore {
  /** Longer metadata is only looked at where the whole span is read. */
  private static final int LONGEST_METADATA = 16 * 1024;

  private static final String IN_PROJECT =
      """
      workspace_id = {workspace:Id} AND project_id = {project:Id}
      """;

  private final Analytics analytics;

  SpanCostStore(Analytics analytics) {
    this.analytics = analytics;
  }

  /** Where a span lies in the table; spans are walked through in this order. */
  record Key(UUID traceId, UUID id) {
    static final Key BEFORE_ALL = new Key(new UUID(0, 0), new UUID(0, 0));
  }

  /**
   * What a cost is made of, and the cost.
   *
   * @param speaksOfCost whether the metadata may name a model or a cost
   * @param metadata only if it does and is not long
   */
  record Basis(
      UUID id,
      String provider,
      String model,
      Map<String, Integer> usage,
      boolean speaksOfCost,
      @Nullable JsonText metadata,
      @Nullable SpanCost cost) {}

  /** The keys of the next spans of a project. */
  List<Key> keys(Caller caller, UUID project, Key after, int most) {
    String sql =
        """
        SELECT trace_id, id
        FROM spans
        WHERE %s
          AND trace_id >= {trace:Id}
          AND (trace_id > {trace:Id} OR id > {id:Id})
        ORDER BY trace_id, id
        LIMIT 1 BY trace_id, id
        LIMIT {most:UInt64}
        """
            .formatted(IN_PROJECT);
    return analytics.query(
        in(sql, caller, project)
            .with("trace", after.traceId())
            .with("id", after.id())
            .with("most", most),
        row -> new Key(row.id(), row.id()));
  }

  /** What the costs of these spans are made of. */
  List<Basis> bases(Caller caller, UUID project, List<Key> keys) {
    String sql =
        """
        SELECT id, provider, model, usage,
          position(metadata, '"cost"') > 0 OR (model = '' AND position(metadata, '"model"') > 0)
            AS speaks,
          if(speaks AND length(metadata) <= {longest:UInt32}, metadata, ''),
          total_estimated_cost, total_estimated_cost_version
        FROM spans
        WHERE %s
          AND trace_id IN {traces:Ids}
          AND id IN {ids:Ids}
        ORDER BY id, last_updated_at DESC
        LIMIT 1 BY id
        """
            .formatted(IN_PROJECT);
    return analytics.query(
        of(sql, caller, project, keys).with("longest", LONGEST_METADATA),
        row ->
            new Basis(
                row.id(),
                row.string(),
                row.string(),
                row.map(RowBinaryReader::string, RowBinaryReader::int32),
                row.bool(),
                StoredPayload.read(row),
                SpanCost.ofStored(row.decimal128(SpanRows.COST_SCALE), row.string())));
  }

  /** How many bytes of payload these spans have. */
  Map<UUID, Long> sizes(Caller caller, UUID project, List<Key> keys) {
    String sql =
        """
        SELECT id, %s
        FROM spans
        WHERE %s
          AND trace_id IN {traces:Ids}
          AND id IN {ids:Ids}
        ORDER BY id, last_updated_at DESC
        LIMIT 1 BY id
        """
            .formatted(PayloadColumns.size(false, Set.of()), IN_PROJECT);
    Map<UUID, Long> sizes = HashMap.newHashMap(keys.size());
    analytics.stream(
        of(sql, caller, project, keys),
        row -> Map.entry(row.id(), row.int64()),
        each -> {
          sizes.put(each.getKey(), each.getValue());
          return true;
        });
    return sizes;
  }

  private static Statement of(String sql, Caller caller, UUID project, List<Key> keys) {
    return in(sql, caller, project)
        .with("traces", keys.stream().map(Key::traceId).distinct().toList())
        .with("ids", keys.stream().map(Key::id).toList());
  }

  private static Statement in(String sql, Caller caller, UUID project) {
    return Statement.of(sql).with("workspace", caller.workspaceId()).with("project", project);
  }
}
