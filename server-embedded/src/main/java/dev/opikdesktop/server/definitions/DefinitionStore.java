package dev.opikdesktop.server.definitions;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.storage.relational.Columns;
import dev.opikdesktop.storage.relational.LikePattern;
import dev.opikdesktop.storage.relational.Relational;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The table feedback_definitions. */
final class DefinitionStore {
  private final Relational relational;

  DefinitionStore(Relational relational) {
    this.relational = relational;
  }

  /**
   * Adds a definition.
   *
   * @throws dev.opikdesktop.storage.StorageException of kind DUPLICATE if the name is taken
   */
  void insert(Caller caller, FeedbackDefinition definition) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO feedback_definitions (id, workspace_id, name, description, type,
                      details, created_at, created_by, last_updated_at, last_updated_by)
                    VALUES (:id, :workspace, :name, :description, :type,
                      :json, :createdAt, :createdBy, :lastUpdatedAt, :lastUpdatedBy)
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("json", definition.details().toString())
                .bindMethods(definition)
                .execute());
  }

  /**
   * Replaces all of a definition but its id and who made it when.
   *
   * @return whether it is there
   * @throws dev.opikdesktop.storage.StorageException of kind DUPLICATE if the name is taken
   */
  boolean replace(Caller caller, FeedbackDefinition definition) {
    return relational.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE feedback_definitions
                        SET name = :name, description = :description, type = :type, details = :json,
                          last_updated_at = :lastUpdatedAt, last_updated_by = :lastUpdatedBy
                        WHERE workspace_id = :workspace AND id = :id
                        """)
                    .bind("workspace", caller.workspaceId())
                    .bind("json", definition.details().toString())
                    .bindMethods(definition)
                    .execute()
                > 0);
  }

  /** Deletes those of the given definitions that are there. */
  void delete(Caller caller, Collection<UUID> ids) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM feedback_definitions
                    WHERE workspace_id = :workspace AND id IN (<ids>)
                    """)
                .bind("workspace", caller.workspaceId())
                .bindList("ids", List.copyOf(ids))
                .execute());
  }

  Optional<FeedbackDefinition> find(Caller caller, UUID id) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT *
                    FROM feedback_definitions
                    WHERE workspace_id = :workspace AND id = :id
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("id", id)
                .map(new Mapper())
                .findFirst());
  }

  /**
   * How many there are of a type whose names contain the text, in any case.
   *
   * @param type as it is stored, or empty for all
   */
  long count(Caller caller, String part, String type) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*)
                    FROM feedback_definitions
                    WHERE workspace_id = :workspace AND name LIKE :pattern ESCAPE '!'
                      AND :type IN ('', type)
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("pattern", LikePattern.containing(part))
                .bind("type", type)
                .mapTo(Long.class)
                .one());
  }

  /** One page of those that {@link #count} counts, newest first. */
  List<FeedbackDefinition> page(Caller caller, String part, String type, PageRequest page) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT *
                    FROM feedback_definitions
                    WHERE workspace_id = :workspace AND name LIKE :pattern ESCAPE '!'
                      AND :type IN ('', type)
                    ORDER BY id DESC
                    LIMIT :limit OFFSET :offset
                    """)
                .bind("workspace", caller.workspaceId())
                .bind("pattern", LikePattern.containing(part))
                .bind("type", type)
                .bind("limit", page.size())
                .bind("offset", page.offset())
                .map(new Mapper())
                .list());
  }

  private static final class Mapper implements RowMapper<FeedbackDefinition> {
    @Override
    public FeedbackDefinition map(ResultSet row, StatementContext context) throws SQLException {
      return new FeedbackDefinition(
          UUID.fromString(row.getString("id")),
          row.getString("name"),
          row.getString("description"),
          row.getString("type"),
          JsonText.of(row.getString("details")),
          Columns.instant(row, "created_at", context),
          row.getString("created_by"),
          Columns.instant(row, "last_updated_at", context),
          row.getString("last_updated_by"));
    }
  }
}
