package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Condition.ByIndex;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Whether there are pictures in the payloads of a project. They are not in the index of words,
 * which without them says more and in shorter statements.
 */
public final class Pictures {
  /** Of one row. */
  static final String IN_ROW = "(input_form > 1 OR output_form > 1)";

  private static final String IN_PROJECT =
      "workspace_id = {workspace:Id} AND project_id = {project:Id} AND " + IN_ROW;

  private final Analytics analytics;
  private final String sql;

  /** To search a project as if it had pictures is never wrong, even when they are gone. */
  private final Set<UUID> projectsWithSome = ConcurrentHashMap.newKeySet();

  /**
   * Nothing is read here.
   *
   * @param table the one with the payloads, a name of ours
   */
  public Pictures(Analytics analytics, String table) {
    this.analytics = analytics;
    this.sql = "SELECT toUInt8(1) FROM " + table + " WHERE " + IN_PROJECT + " LIMIT 1";
  }

  /**
   * Whether any row of the project has some, as an expression that is known before rows are read.
   */
  static String anyIn(String table) {
    return "(SELECT count() > 0 FROM " + table + " WHERE " + IN_PROJECT + ")";
  }

  /**
   * Finds what a condition is true of, by its simplest form. Whether there are pictures is read at
   * the same time: if so, what was found is not taken.
   */
  public <T> T find(Caller caller, UUID project, Condition condition, Function<Condition, T> find) {
    if (!condition.isByWords()
        || condition.reads().contains(Reads.SPANS)
        || projectsWithSome.contains(project)) {
      return find.apply(condition);
    }
    Reading<Boolean> pictured = Reading.start(() -> areIn(caller, project));
    T found = find.apply(new ByIndex(condition, false));
    return pictured.result() ? find.apply(condition) : found;
  }

  private boolean areIn(Caller caller, UUID project) {
    Statement statement =
        Statement.of(sql).with("workspace", caller.workspaceId()).with("project", project);
    boolean some = !analytics.query(statement, RowBinaryReader::uint8).isEmpty();
    if (some) {
      projectsWithSome.add(project);
    }
    return some;
  }
}
