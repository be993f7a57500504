package dev.opikdesktop.server.environments;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.storage.relational.Columns;
import dev.opikdesktop.storage.relational.Relational;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The table environments. */
final class EnvironmentStore {
  private final Relational relational;

  EnvironmentStore(Relational relational) {
    this.relational = relational;
  }

  /**
   * Adds an environment unless there are as many already as there may be.
   *
   * @return whether it was added
   * @throws dev.opikdesktop.storage.StorageException of kind DUPLICATE if name or id are taken
   */
  boolean insert(Caller caller, Environment environment, int most) {
    return relational.inTransaction(
        handle -> {
          long count =
              handle
                  .createQuery("SELECT count(*) FROM environments WHERE workspace_id = :workspace")
                  .bind("workspace", caller.workspaceId())
                  .mapTo(Long.class)
                  .one();
          if (count >= most) {
            return false;
          }
          handle
              .createUpdate(
                  """
                  INSERT INTO environments (id, workspace_id, name, description, color, position,
                    created_at, created_by, last_updated_at, last_updated_by)
                  VALUES (:id, :workspace, :name, :description, :color, :position,
                    :createdAt, :createdBy, :lastUpdatedAt, :lastUpdatedBy)
                  """)
              .bind("workspace", caller.workspaceId())
              .bindMethods(environment)
              .execute();
          return true;
        });
  }

  /**
   * Replaces all of an environment but its id and who made it when.
   *
   * @throws dev.opikdesktop.storage.StorageException of kind DUPLICATE if the name is taken
   */
  void replace(Caller caller, Environment environment) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE environments
                    SET name = :name, description = :description, color = :color,
                      position = :position, last_updated_at = :lastUpdatedAt,
                      last_updated_by = :lastUpdatedBy
                    WHERE workspace_id = :workspace AND id = :id
                    """)
                .bind("workspace", caller.workspaceId())
                .bindMethods(environment)
                .execute());
  }

  /** Deletes those of the given environments that are there. */
  void delete(Caller caller, Collection<UUID> ids) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM environments WHERE workspace_id = :workspace AND id IN (<ids>)")
                .bind("workspace", caller.workspaceId())
                .bindList("ids", List.copyOf(ids))
                .execute());
  }

  Optional<Environment> find(Caller caller, UUID id) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM environments WHERE workspace_id = :workspace AND id = :id")
                .bind("workspace", caller.workspaceId())
                .bind("id", id)
                .map(new Mapper())
                .findFirst());
  }

  /** All of them, by position; of one position in the order in which they were made. */
  List<Environment> all(Caller caller) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT *
                    FROM environments
                    WHERE workspace_id = :workspace
                    ORDER BY position, created_at, id
                    """)
                .bind("workspace", caller.workspaceId())
                .map(new Mapper())
                .list());
  }

  private static final class Mapper implements RowMapper<Environment> {
    @Override
    public Environment map(ResultSet row, StatementContext context) throws SQLException {
      return new Environment(
          UUID.fromString(row.getString("id")),
          row.getString("name"),
          row.getString("description"),
          row.getString("color"),
          row.getInt("position"),
          Columns.instant(row, "created_at", context),
          row.getString("created_by"),
          Columns.instant(row, "last_updated_at", context),
          row.getString("last_updated_by"));
    }
  }
}
