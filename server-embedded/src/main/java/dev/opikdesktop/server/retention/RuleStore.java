package dev.opikdesktop.server.retention;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.storage.relational.Columns;
import dev.opikdesktop.storage.relational.Relational;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The table retention_rules. */
final class RuleStore {
  private final Relational relational;

  RuleStore(Relational relational) {
    this.relational = relational;
  }

  /** Adds a rule, which takes the place of the one that was enabled for the same. */
  void insert(Caller caller, RetentionRule rule) {
    relational.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  UPDATE retention_rules
                  SET enabled = FALSE, last_updated_at = :createdAt, last_updated_by = :createdBy
                  WHERE workspace_id = :workspace AND level = :level AND enabled
                    AND (level <> 'project' OR project_id = :projectId)
                  """)
              .bind("workspace", caller.workspaceId())
              .bindMethods(rule)
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO retention_rules (id, workspace_id, project_id, level, retention,
                    apply_to_past, enabled, catch_up_done,
                    created_at, created_by, last_updated_at, last_updated_by)
                  VALUES (:id, :workspace, :projectId, :level, :retention,
                    :applyToPast, :enabled, :catchUpDone,
                    :createdAt, :createdBy, :lastUpdatedAt, :lastUpdatedBy)
                  """)
              .bind("workspace", caller.workspaceId())
              .bindMethods(rule)
              .execute();
        });
  }

  /**
   * Disables a rule.
   *
   * @return whether there is one of that id
   */
  boolean deactivate(Caller caller, UUID id, Instant now) {
    return relational.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE retention_rules
                        SET enabled = FALSE, last_updated_at = :now, last_updated_by = :user
                        WHERE workspace_id = :workspace AND id = :id
                        """)
                    .bind("workspace", caller.workspaceId())
                    .bind("id", id)
                    .bind("now", now)
                    .bind("user", caller.userName())
                    .execute()
                > 0);
  }

  /** Notes that what was too old when the rule was made is gone. */
  void caughtUp(Caller caller, UUID id) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE retention_rules
                    SET catch_up_done = TRUE
                    WHERE workspace_id = :workspace AND id = :id
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("id", id)
                .execute());
  }

  Optional<RetentionRule> find(Caller caller, UUID id) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM retention_rules WHERE workspace_id = :workspace AND id = :id")
                .bind("workspace", caller.workspaceId())
                .bind("id", id)
                .map(new Mapper())
                .findFirst());
  }

  long count(Caller caller, boolean withInactive) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*)
                    FROM retention_rules
                    WHERE workspace_id = :workspace AND (enabled OR :all)
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("all", withInactive)
                .mapTo(Long.class)
                .one());
  }

  /** One page of those that {@link #count} counts, newest first. */
  List<RetentionRule> page(Caller caller, boolean withInactive, PageRequest page) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT *
                    FROM retention_rules
                    WHERE workspace_id = :workspace AND (enabled OR :all)
                    ORDER BY id DESC
                    LIMIT :limit OFFSET :offset
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("all", withInactive)
                .bind("limit", page.size())
                .bind("offset", page.offset())
                .map(new Mapper())
                .list());
  }

  /** All that are enabled. */
  List<RetentionRule> enabled(Caller caller) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM retention_rules WHERE workspace_id = :workspace AND enabled")
                .bind("workspace", caller.workspaceId())
                .map(new Mapper())
                .list());
  }

  private static final class Mapper implements RowMapper<RetentionRule> {
    @Override
    public RetentionRule map(ResultSet row, StatementContext context) throws SQLException {
      return new RetentionRule(
          UUID.fromString(row.getString("id")),
          UUID.fromString(row.getString("workspace_id")),
          id(row.getString("project_id")),
          row.getString("level"),
          row.getString("retention"),
          row.getBoolean("apply_to_past"),
          row.getBoolean("enabled"),
          row.getBoolean("catch_up_done"),
          Columns.instant(row, "created_at", context),
          row.getString("created_by"),
          Columns.instant(row, "last_updated_at", context),
          row.getString("last_updated_by"));
    }

    private static @Nullable UUID id(@Nullable String text) {
      return text == null ? null : UUID.fromString(text);
    }
  }
}
