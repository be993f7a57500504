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
    return new ConditionCompiler().compile(condition);
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
