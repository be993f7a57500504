package dev.opikdesktop.storage.engine.child;

import java.util.Map;

/**
 * One statement as the library takes it.
 *
 * @param text the statement, without its data
 * @param format the format of the result, or of an insert's data
 * @param parameters bound values by name, in ClickHouse's escaped text form
 */
record Sql(String text, String format, Map<String, String> parameters) {
  Sql(String text) {
    this(text, "TabSeparated", Map.of());
  }
}
