package dev.opikdesktop.server.queues;

import dev.opikdesktop.storage.relational.Columns;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table annotation_queue_locks. A lock that expired is none. */
final class LockStore {
  private static final String OF_ITEM =
      """
      queue_id = :queue AND item_id = :item
      """;

  private final Relational relational;

  LockStore(Relational relational) {
    this.relational = relational;
  }

  /** Who holds an item, until when. */
  record Holder(String user, Instant expiresAt) {}

  /**
   * Takes an item for a user, or keeps it longer for one who has it. To be called by one at a time
   * for one item.
   *
   * @param most how many users may have it
   * @return nothing when the user has it then, or else who gives it back first
   */
  Optional<Holder> take(UUID queue, UUID item, Holder mine, int most, Instant now) {
    return relational.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  DELETE FROM annotation_queue_locks
                  WHERE queue_id = :queue AND expires_at <= :now
                  """)
              .bind("queue", queue)
              .bind("now", now)
              .execute();
          List<Holder> holders = holders(handle, queue, item);
          if (holders.stream().noneMatch(each -> each.user().equals(mine.user()))
              && holders.size() >= most) {
            return Optional.of(holders.getFirst());
          }
          put(handle, queue, item, mine);
          return Optional.empty();
        });
  }

  private static List<Holder> holders(Handle handle, UUID queue, UUID item) {
    return handle
        .createQuery(
            """
            SELECT user_name, expires_at
            FROM annotation_queue_locks
            WHERE %s
            ORDER BY expires_at, user_name
            """
                .formatted(OF_ITEM))
        .bind("queue", queue)
        .bind("item", item)
        .map(
            (row, context) ->
                new Holder(row.getString("user_name"), Columns.instant(row, "expires_at", context)))
        .list();
  }

  private static void put(Handle handle, UUID queue, UUID item, Holder mine) {
    String longer =
        """
        UPDATE annotation_queue_locks
        SET expires_at = :until
        WHERE %s AND user_name = :user
        """
            .formatted(OF_ITEM);
    String added =
        """
        INSERT INTO annotation_queue_locks (queue_id, item_id, user_name, expires_at)
        VALUES (:queue, :item, :user, :until)
        """;
    for (String sql : List.of(longer, added)) {
      int rows =
          handle
              .createUpdate(sql)
              .bind("queue", queue)
              .bind("item", item)
              .bind("user", mine.user())
              .bind("until", mine.expiresAt())
              .execute();
      if (rows > 0) {
        return;
      }
    }
  }

  /** Who holds the items of a queue that anybody holds. */
  Map<UUID, List<String>> of(UUID queue, Instant now) {
    record Held(UUID item, String user) {}
    List<Held> all =
        relational.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT item_id, user_name
                        FROM annotation_queue_locks
                        WHERE queue_id = :queue AND expires_at > :now
                        ORDER BY item_id, user_name
                        """)
                    .bind("queue", queue)
                    .bind("now", now)
                    .map(
                        (row, context) ->
                            new Held(
                                UUID.fromString(row.getString("item_id")),
                                row.getString("user_name")))
                    .list());
    Map<UUID, List<String>> users = new LinkedHashMap<>();
    all.forEach(
        each -> users.computeIfAbsent(each.item, ignored -> new ArrayList<>()).add(each.user));
    return users;
  }

  /** Forgets who holds items that left the queue. */
  void release(UUID queue, Collection<UUID> items) {
    relational.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM annotation_queue_locks
                    WHERE queue_id = :queue AND item_id IN (<items>)
                    """)
                .bind("queue", queue)
                .bindList("items", List.copyOf(items))
                .execute());
  }
}
