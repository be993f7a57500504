package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.ingest.GroupCommit;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The table threads, as rows go in and come back. */
final class ThreadTable {
  private static final String NAME = "threads";

  private static final List<String> COLUMNS =
      List.of(
          "workspace_id",
          "project_id",
          "thread_id",
          "id",
          "status",
          "status_changed_at",
          "tags",
          "created_at",
          "created_by",
          "last_updated_at",
          "last_updated_by");

  private final Analytics analytics;
  private final GroupCommit commits;

  ThreadTable(Analytics analytics) {
    this.analytics = analytics;
    this.commits = new GroupCommit(analytics, NAME, COLUMNS);
  }

  /** Adds rows or replaces older ones. Returns when they are durable. */
  void write(Collection<ThreadRow> rows) {
    RowBinaryWriter out = new RowBinaryWriter(rows.size() * 128);
    for (ThreadRow row : rows) {
      Audit audit = row.audit();
      out.id(row.workspaceId()).id(row.projectId()).string(row.threadId()).id(row.id());
      out.uint8(row.status().code()).instant9(row.statusChangedAt()).strings(row.tags());
      out.instant9(audit.createdAt()).string(audit.createdBy());
      out.instant6(audit.lastUpdatedAt()).string(audit.lastUpdatedBy());
    }
    commits.commit(out);
  }

  /** The rows of those threads that have one, by thread id. */
  Map<String, ThreadRow> find(UUID workspace, UUID project, Collection<String> threadIds) {
    String sql =
        """
        SELECT %s
        FROM threads
        WHERE workspace_id = {workspace:Id}
          AND project_id = {project:Id}
          AND thread_id IN {threads:Array(String)}
        ORDER BY thread_id, last_updated_at DESC
        LIMIT 1 BY thread_id
        """
            .formatted(String.join(", ", COLUMNS));
    Statement statement =
        Statement.of(sql)
            .with("workspace", workspace)
            .with("project", project)
            .with("threads", threadIds);
    Map<String, ThreadRow> found = new HashMap<>();
    for (ThreadRow row : analytics.query(statement, ThreadTable::read)) {
      found.put(row.threadId(), row);
    }
    return found;
  }

  /** The rows of those ids that are there. */
  List<ThreadRow> find(UUID workspace, Collection<UUID> ids) {
    String sql =
        """
        SELECT %s
        FROM threads
        WHERE workspace_id = {workspace:Id} AND id IN {ids:Ids}
        ORDER BY id, last_updated_at DESC
        LIMIT 1 BY id
        """
            .formatted(String.join(", ", COLUMNS));
    return analytics.query(
        Statement.of(sql).with("workspace", workspace).with("ids", ids), ThreadTable::read);
  }

  void delete(UUID workspace, UUID project, Collection<String> threadIds) {
    analytics.delete(
        Statement.of(
                """
                DELETE FROM threads
                WHERE workspace_id = {workspace:Id}
                  AND project_id = {project:Id}
                  AND thread_id IN {threads:Array(String)}
                """)
            .with("workspace", workspace)
            .with("project", project)
            .with("threads", threadIds));
  }

  void deleteAll(UUID workspace, Collection<UUID> projects) {
    analytics.delete(
        Statement.of(
                """
                DELETE FROM threads
                WHERE workspace_id = {workspace:Id} AND project_id IN {projects:Ids}
                """)
            .with("workspace", workspace)
            .with("projects", projects));
  }

  private static ThreadRow read(RowBinaryReader in) throws IOException {
    return new ThreadRow(
        in.id(),
        in.id(),
        in.string(),
        in.id(),
        ThreadStatus.ofCode(in.uint8()),
        in.instant9(),
        in.list(RowBinaryReader::string),
        new Audit(in.instant9(), in.string(), in.instant6(), in.string()));
  }

  /** Hands over the open threads whose rows have not changed since, project by project. */
  void forEachOpenBefore(Instant since, Analytics.RowConsumer<ThreadKey> each) {
    String sql =
        """
        SELECT workspace_id, project_id, thread_id
        FROM threads FINAL
        WHERE status = 1 AND status_changed_at < {since:DateTime64(9, 'UTC')}
        ORDER BY workspace_id, project_id
        """;
    analytics.stream(
        Statement.of(sql).with("since", since),
        in -> new ThreadKey(in.id(), in.id(), in.string()),
        each);
  }

  /** Those of the threads of a project to which a trace, or a change of one, came since. */
  Set<String> busy(UUID workspace, UUID project, Collection<String> threadIds, Instant since) {
    String sql =
        """
        SELECT DISTINCT thread_id
        FROM traces
        WHERE workspace_id = {workspace:Id}
          AND project_id = {project:Id}
          AND thread_id IN {threads:Array(String)}
          AND (created_at >= {since:DateTime64(9, 'UTC')}
            OR (notEmpty(patched) AND last_updated_at >= {since:DateTime64(9, 'UTC')}))
        """;
    Statement statement =
        Statement.of(sql)
            .with("workspace", workspace)
            .with("project", project)
            .with("threads", threadIds)
            .with("since", since);
    return Set.copyOf(analytics.query(statement, RowBinaryReader::string));
  }

  /** What came to those of the threads of a project that have traces. */
  Map<String, Arrival> used(UUID workspace, UUID project, Collection<String> threadIds) {
    String sql =
        """
        SELECT thread_id, min(id), max(created_at), argMin(created_by, id)
        FROM traces FINAL
        WHERE workspace_id = {workspace:Id}
          AND project_id = {project:Id}
          AND thread_id IN {threads:Array(String)}
        GROUP BY thread_id
        """;
    Statement statement =
        Statement.of(sql)
            .with("workspace", workspace)
            .with("project", project)
            .with("threads", threadIds);
    Map<String, Arrival> used = new HashMap<>();
    analytics.stream(
        statement,
        in ->
            used.put(
                in.string(),
                new Arrival(TimeOrderedIds.timeOf(in.id()), in.instant9(), in.string())),
        ignored -> true);
    return used;
  }

  /**
   * Hands over the threads that have traces and no row, and the closed ones to which a trace came
   * after they were closed: what was not finished when a server was ended.
   */
  void forEachUnfinished(Analytics.RowConsumer<Unfinished> each) {
    String sql =
        """
        SELECT workspace_id, project_id, thread_id, first_trace, newest, creator
        FROM (
          SELECT workspace_id, project_id, thread_id,
            min(id) AS first_trace,
            max(created_at) AS newest,
            argMin(created_by, id) AS creator
          FROM traces FINAL
          WHERE thread_id != ''
          GROUP BY workspace_id, project_id, thread_id
        ) AS used
        LEFT JOIN (
          SELECT workspace_id, project_id, thread_id, status, status_changed_at
          FROM threads FINAL
        ) AS known USING (workspace_id, project_id, thread_id)
        WHERE status = 0 OR (status = 2 AND newest > status_changed_at)
        """;
    analytics.stream(
        Statement.of(sql),
        in ->
            new Unfinished(
                new ThreadKey(in.id(), in.id(), in.string()), in.id(), in.instant9(), in.string()),
        each);
  }

  /**
   * A thread whose row does not say what it should.
   *
   * @param firstTrace the id of its earliest trace
   * @param newest when its newest trace came
   * @param creator who wrote its earliest trace
   */
  record Unfinished(ThreadKey key, UUID firstTrace, Instant newest, String creator) {}
}
