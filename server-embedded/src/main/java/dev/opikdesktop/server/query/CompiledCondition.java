package dev.opikdesktop.server.query;

import dev.opikdesktop.storage.analytics.Statement;
import java.util.Map;

/**
 * A condition as SQL for a WHERE.
 *
 * @param sql with placeholders {@code {f0:String}}, {@code {f1:Id}} …
 * @param values of the placeholders
 */
public record CompiledCondition(String sql, Map<String, Object> values) {
  public CompiledCondition {
    values = Map.copyOf(values);
  }

  public static CompiledCondition of(Condition condition) {
    return of(condition, "f");
  }

  /**
   * With other names of placeholders, for a statement with several conditions.
   *
   * @param prefix letters that the names begin with
   */
  public static CompiledCondition of(Condition condition, String prefix) {
    return new ConditionCompiler(prefix).compile(condition);
  }

  /**
   * No condition, but the text of a scalar within the JSON of a column; '' where there is none.
   *
   * @param prefix letters that the names of placeholders begin with
   */
  public static CompiledCondition scalar(String column, JsonPath path, String prefix) {
    return new ConditionCompiler(prefix).scalarOf(column, path);
  }

  /** Binds the values to a statement that holds the SQL. */
  public Statement boundTo(Statement statement) {
    Statement bound = statement;
    for (Map.Entry<String, Object> value : values.entrySet()) {
      bound = bound.with(value.getKey(), value.getValue());
    }
    return bound;
  }
}
