package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import dev.opikdesktop.server.query.oql.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rows that something is to be done with, as they were when it was begun.
 *
 * @param queries that answer all of them together
 * @param without ids of rows that the queries answer too, but that are left out
 * @param count how many there are
 */
record Chosen(LogKind kind, List<LogQuery> queries, Set<String> without, long count) {
  Chosen {
    queries = List.copyOf(queries);
    without = Set.copyOf(without);
  }

  /** All that a query answers but some. */
  static Chosen matching(LogQuery query, Set<String> without, long total) {
    return new Chosen(query.kind(), List.of(query), without, total - without.size());
  }

  /**
   * Rows by their ids.
   *
   * @param query gives the project and the order
   * @param most ids that one query can ask for
   */
  static Chosen of(LogQuery query, List<String> ids, int most) {
    List<LogQuery> queries = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += most) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + most));
      queries.add(query.within(null, null).searching(anyOf(some), ""));
    }
    return new Chosen(query.kind(), queries, Set.of(), ids.size());
  }

  boolean contains(String id) {
    return !without.contains(id);
  }

  private static String anyOf(List<String> ids) {
    List<Oql> conditions = new ArrayList<>();
    ids.forEach(id -> conditions.add(new Oql.Condition("id", "", Operator.EQUAL, id)));
    return conditions.size() == 1
        ? conditions.getFirst().text()
        : new Oql.Or(conditions, TextRange.NOWHERE).text();
  }
}
