package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.http.Caller;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Looks among the stored traces by the part of their id that does not depend on time. */
@FunctionalInterface
public interface StoredTraceIds {
  /**
   * The ids of a project's traces that lie in a time range and end as one of the tails. In
   * ClickHouse, where ids are kept as 16 bytes in order: {@code id} between {@link
   * OpikIds#first(Instant)} of both ends, and {@code hex(substring(id, 7)) IN tails}.
   *
   * @param project a name that may not exist, which means no ids
   * @param tails the last ten bytes of ids, as 20 upper-case hex digits
   * @param from inclusive
   * @param to exclusive
   * @param settled whether traces of the last {@link
   *     dev.opikdesktop.storage.analytics.Analytics#SETTLED} may be missing
   */
  List<UUID> find(
      Caller caller,
      String project,
      Collection<String> tails,
      Instant from,
      Instant to,
      boolean settled);

  /** Hears of traces that were stored, by whatever way they came, after they were. */
  default void stored(UUID project, Collection<UUID> ids) {}
}
