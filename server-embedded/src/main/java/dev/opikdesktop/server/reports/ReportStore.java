package dev.opikdesktop.server.reports;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.storage.relational.Columns;
import dev.opikdesktop.storage.relational.Relational;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The tables reports and report_preferences. */
final class ReportStore {
  private final Relational relational;

  ReportStore(Relational relational) {
    this.relational = relational;
  }

  /** Adds a report that is still to be made. */
  void insert(Caller caller, UUID project, UUID id, Instant time) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO reports (id, workspace_id, project_id, status,
                      created_at, created_by, last_updated_at, last_updated_by)
                    VALUES (:id, :workspace, :project, :status, :time, :user, :time, :user)
                    """)
                .bind("id", id)
                .bind("workspace", caller.workspaceId())
                .bind("project", project)
                .bind("status", Report.PENDING)
                .bind("time", time)
                .bind("user", caller.userName())
                .execute());
  }

  /** Ends a report; false if there is no such one. */
  boolean complete(
      Caller caller, UUID project, UUID id, CompletionDraft.Write write, Instant time) {
    JsonText actions = write.recommendedActions();
    return relational.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE reports
                        SET status = :status, content = coalesce(:content, content),
                          session_id = coalesce(:sessionId, session_id),
                          recommended_actions = coalesce(:json, recommended_actions),
                          failure_reason = :failureReason,
                          last_updated_at = :time, last_updated_by = :user
                        WHERE workspace_id = :workspace AND project_id = :project AND id = :id
                        """)
                    .bind("workspace", caller.workspaceId())
                    .bind("project", project)
                    .bind("id", id)
                    .bind("status", write.status())
                    .bind("content", write.content())
                    .bind("sessionId", write.sessionId())
                    .bind("json", actions == null ? null : actions.toString())
                    .bind("failureReason", write.failureReason())
                    .bind("time", time)
                    .bind("user", caller.userName())
                    .execute()
                > 0);
  }

  /** Ends the reports of a project that were begun before a time and that nobody has ended. */
  void failOlder(Caller caller, UUID project, Instant begun, Instant time) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE reports
                    SET status = :failed, last_updated_at = :time
                    WHERE workspace_id = :workspace AND project_id = :project
                      AND status = :pending AND created_at < :begun
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("project", project)
                .bind("pending", Report.PENDING)
                .bind("failed", Report.FAILED)
                .bind("begun", begun)
                .bind("time", time)
                .execute());
  }

  /** Deletes all of a project, and what it preferred. */
  void deleteAll(Caller caller, Collection<UUID> projects) {
    relational.useTransaction(
        handle -> {
          for (String table : List.of("reports", "report_preferences")) {
            handle
                .createUpdate(
                    "DELETE FROM "
                        + table
                        + " WHERE workspace_id = :workspace AND project_id IN (<projects>)")
                .bind("workspace", caller.workspaceId())
                .bindList("projects", List.copyOf(projects))
                .execute();
          }
        });
  }

  long count(Caller caller, UUID project) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*)
                    FROM reports
                    WHERE workspace_id = :workspace AND project_id = :project
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("project", project)
                .mapTo(Long.class)
                .one());
  }

  /** One page, newest first. */
  List<Report> page(Caller caller, UUID project, PageRequest page) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT *
                    FROM reports
                    WHERE workspace_id = :workspace AND project_id = :project
                    ORDER BY created_at DESC, id DESC
                    LIMIT :limit OFFSET :offset
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("project", project)
                .bind("limit", page.size())
                .bind("offset", page.offset())
                .map(new ReportMapper())
                .list());
  }

  /** Sets what a preference says and leaves the rest. */
  void prefer(Caller caller, UUID project, PreferenceDraft.Write write, Instant time) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO report_preferences (project_id, workspace_id, enabled,
                      schedule_time, custom_prompt, created_at, last_updated_at, last_updated_by)
                    VALUES (:project, :workspace, coalesce(:enabled, FALSE),
                      :scheduleTime, :customPrompt, :time, :time, :user)
                    ON DUPLICATE KEY UPDATE enabled = coalesce(:enabled, enabled),
                      schedule_time = coalesce(:scheduleTime, schedule_time),
                      custom_prompt = coalesce(:customPrompt, custom_prompt),
                      last_updated_at = :time, last_updated_by = :user
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("project", project)
                .bind("enabled", write.enabled())
                .bind("scheduleTime", write.scheduleTime())
                .bind("customPrompt", write.customPrompt())
                .bind("time", time)
                .bind("user", caller.userName())
                .execute());
  }

  Optional<ReportPreference> preference(Caller caller, UUID project) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT *
                    FROM report_preferences
                    WHERE workspace_id = :workspace AND project_id = :project
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("project", project)
                .map(new PreferenceMapper())
                .findFirst());
  }

  private static final class ReportMapper implements RowMapper<Report> {
    @Override
    public Report map(ResultSet row, StatementContext context) throws SQLException {
      return new Report(
          UUID.fromString(row.getString("id")),
          UUID.fromString(row.getString("project_id")),
          row.getString("session_id"),
          row.getString("content"),
          json(row.getString("recommended_actions")),
          row.getString("status"),
          row.getString("failure_reason"),
          Columns.instant(row, "created_at", context),
          Columns.instant(row, "last_updated_at", context));
    }

    private static @Nullable JsonText json(@Nullable String text) {
      return text == null ? null : JsonText.of(text);
    }
  }

  private static final class PreferenceMapper implements RowMapper<ReportPreference> {
    @Override
    public ReportPreference map(ResultSet row, StatementContext context) throws SQLException {
      return new ReportPreference(
          UUID.fromString(row.getString("project_id")),
          row.getBoolean("enabled"),
          row.getString("schedule_time"),
          row.getString("custom_prompt"),
          Columns.instant(row, "created_at", context),
          Columns.instant(row, "last_updated_at", context));
    }
  }
}
