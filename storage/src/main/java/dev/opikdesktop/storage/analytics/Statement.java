package dev.opikdesktop.storage.analytics;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * SQL text with named placeholders in ClickHouse's form, {@code {name:Type}}, the values bound to
 * them, and the settings of this one statement.
 *
 * <p>Ids are kept as {@code FixedString(16)}, which has no text form that is safe to compare: a
 * cast to String drops zero bytes at the end. So there are two more placeholder types, which become
 * the right SQL: {@code {name:Id}} for one id, and {@code IN {name:Ids}} for several.
 *
 * <p>Values: {@link String}, {@link Number}, {@link Boolean}, {@link java.util.UUID}, {@link
 * java.time.Instant} (as decimal seconds with nine digits), and collections of those for arrays.
 *
 * @param isTold whether the text may be told to whoever watches: not if a client wrote any of it
 */
public record Statement(
    String sql, Map<String, Object> parameters, Map<String, String> settings, boolean isTold) {
  public Statement {
    parameters = Map.copyOf(parameters);
    settings = Map.copyOf(settings);
  }

  private static final Pattern ID = Pattern.compile("\\{(\\w+):Id}");
  private static final Pattern IDS = Pattern.compile("\\{(\\w+):Ids}");

  public static Statement of(String sql) {
    return new Statement(expanded(sql), Map.of(), Map.of(), true);
  }

  /** A part of the text is a client's, which is taken as it is. */
  public static Statement ofClient(
      String sql, Map<String, Object> parameters, Map<String, String> settings) {
    return new Statement(sql, parameters, settings, false);
  }

  /** Another text with the same values and settings. */
  public Statement text(String other) {
    return new Statement(expanded(other), parameters, settings, isTold);
  }

  private static String expanded(String sql) {
    String one = ID.matcher(sql).replaceAll("toFixedString(unhex({$1:String}), 16)");
    return IDS.matcher(one)
        .replaceAll("(SELECT toFixedString(unhex(arrayJoin({$1:Array(String)})), 16))");
  }

  /** The same statement with one more value bound. */
  public Statement with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(parameters);
    more.put(name, value instanceof Collection<?> many ? java.util.List.copyOf(many) : value);
    return new Statement(sql, more, settings, isTold);
  }

  /**
   * The same statement with one more setting. The setting {@code database} names the one in which
   * bare names of tables are looked up, instead of our own.
   */
  public Statement setting(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(name, value);
    return new Statement(sql, parameters, more, isTold);
  }
}
