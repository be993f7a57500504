package dev.opikdesktop.storage.engine.child;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the pool with what it remembers: its database and the settings that the last
 * statement asked for. They are taken back when the next statement does not ask for them too, so a
 * client that always sends the same settings pays for them once.
 */
final class Lane {
  private static final String TAG = "log_comment";

  private final ChdbConnection connection;
  private final String tag;
  private final Map<String, String> base;
  private Map<String, String> overrides = Map.of();
  private boolean uncertain;
  private String database = "default";

  /**
   * @param given what the connection comes with, where that is not ClickHouse's default
   * @param base settings that hold for every statement of the lane unless it says otherwise
   */
  Lane(ChdbConnection connection, int number, Map<String, String> given, Map<String, String> base)
      throws ClickHouseException {
    this.connection = connection;
    this.tag = "lane-" + number;
    Map<String, @Nullable String> own = new LinkedHashMap<>(base);
    own.put(TAG, tag);
    set(own);
    this.base = new LinkedHashMap<>(given);
    this.base.putAll(base);
    this.base.put(TAG, tag);
  }

  ChdbConnection connection() {
    return connection;
  }

  /** The statement that ends whatever this lane is running. */
  String killStatement() {
    return "KILL QUERY WHERE Settings['" + TAG + "'] = '" + tag + "' ASYNC";
  }

  /** Makes the lane ready for a statement. */
  void prepare(String wantedDatabase, Map<String, String> settings) throws ClickHouseException {
    if (uncertain || !overrides.equals(settings)) {
      Map<String, String> before = overrides;
      Map<String, @Nullable String> changes = new LinkedHashMap<>();
      before.keySet().forEach(name -> changes.put(name, base.get(name)));
      changes.putAll(settings);
      changes
          .entrySet()
          .removeIf(
              change ->
                  !uncertain
                      && change.getValue() != null
                      && change.getValue().equals(before.get(change.getKey())));
      try {
        set(changes);
        overrides = settings;
        uncertain = false;
      } catch (ClickHouseException e) {
        // Some may have been taken: what is remembered must cover them all, and be set anew.
        uncertain = true;
        Map<String, String> either = new LinkedHashMap<>(before);
        either.putAll(settings);
        overrides = either;
        throw e;
      }
    }
    if (!database.equals(wantedDatabase)) {
      connection.query(new Sql("USE " + quoted(wantedDatabase, '`'))).close();
      database = wantedDatabase;
    }
  }

  private void set(Map<String, @Nullable String> assignments) throws ClickHouseException {
    if (assignments.isEmpty()) {
      return;
    }
    StringJoiner list = new StringJoiner(", ", "SET ", "");
    assignments.forEach(
        (name, value) ->
            list.add(
                quoted(name, '`') + " = " + (value == null ? "DEFAULT" : quoted(value, '\''))));
    connection.query(new Sql(list.toString())).close();
  }

  /** Takes back what a statement such as SET or USE did to the lane itself. */
  void forget() throws ClickHouseException {
    String changed = connection.text("SELECT name FROM system.settings WHERE changed");
    Map<String, @Nullable String> assignments = new LinkedHashMap<>();
    for (String name : changed.isEmpty() ? List.<String>of() : changed.lines().toList()) {
      assignments.put(name, base.get(name));
    }
    assignments.putAll(base);
    set(assignments);
    overrides = Map.of();
    connection.query(new Sql("USE default")).close();
    database = "default";
    // Parameters of SET param_x go with the first statement that brings parameters of its own.
    connection.query(new Sql("SELECT 1", "Null", Map.of("none", "0"))).close();
  }

  /**
   * Lets go of a statement that ended early. The connection would hold it, with its tables and its
   * place in the process list, until the next one comes.
   */
  void settle() {
    try {
      connection.query(new Sql("SELECT 1", "Null", Map.of())).close();
    } catch (ClickHouseException e) {
      System.err.println("settle: " + e.text());
    }
  }

  private static String quoted(String text, char quote) {
    String sign = String.valueOf(quote);
    return sign + text.replace("\\", "\\\\").replace(sign, "\\" + sign) + sign;
  }
}
