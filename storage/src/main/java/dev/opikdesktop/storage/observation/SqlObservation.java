package dev.opikdesktop.storage.observation;

import dev.opikdesktop.storage.observation.Observation.Kind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Begins the observation of a statement, in the names of OpenTelemetry's conventions. */
public final class SqlObservation {
  /** Characters of a statement that are told. */
  private static final int LONGEST = 4_000;

  private static final Pattern COMMAND = Pattern.compile("\\s*+(\\w++)");
  private static final Pattern TARGET =
      Pattern.compile("(?i)\\b(?:FROM|INTO|UPDATE|TABLE)\\s++([\\w.`]++)");

  private SqlObservation() {}

  /**
   * Begins it, as a part of what this thread is at.
   *
   * @param system for example {@code clickhouse}
   * @param sql with placeholders for all values
   */
  public static Observation begin(String system, String sql) {
    Observation current = Observation.current();
    if (!current.isWatched()) {
      return Observation.NONE;
    }
    String command = command(sql);
    Matcher target = TARGET.matcher(sql);
    String table = target.find() ? target.group(1).replace("`", "") : "";
    return begin(current, system, command, table)
        .with("db.query.text", sql.length() > LONGEST ? sql.substring(0, LONGEST) : sql);
  }

  /** The same for a statement whose text must not be told. */
  public static Observation beginUntold(String system, String sql) {
    Observation current = Observation.current();
    return current.isWatched() ? begin(current, system, command(sql), "") : Observation.NONE;
  }

  /** The same for an insert of rows into a table. */
  public static Observation beginInsert(String system, String table) {
    Observation current = Observation.current();
    return current.isWatched() ? begin(current, system, "INSERT", table) : Observation.NONE;
  }

  private static Observation begin(Observation whole, String system, String command, String table) {
    Observation statement =
        whole
            .part(Kind.ASKED, table.isEmpty() ? command : command + " " + table)
            .with("db.system.name", system)
            .with("db.operation.name", command);
    return table.isEmpty() ? statement : statement.with("db.collection.name", table);
  }

  private static String command(String sql) {
    Matcher command = COMMAND.matcher(sql);
    return command.lookingAt() ? command.group(1).toUpperCase(Locale.ROOT) : "SQL";
  }
}
