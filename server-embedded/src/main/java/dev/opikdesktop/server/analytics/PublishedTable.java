package dev.opikdesktop.server.analytics;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table as queries of clients see it: the newest row of each thing, of one workspace or one
 * project, with ids and words as they are on the wire.
 *
 * @param name as queries write it
 * @param source the stored table
 * @param columns the expression of each column, by name; {@code t} is a row of the source
 */
record PublishedTable(String name, String source, Map<String, String> columns) {
  /** The table as an element of WITH. Bound values: workspace, and project if it is one. */
  String element(String database, boolean ofProject) {
    String list =
        columns.entrySet().stream()
            .map(column -> column.getValue() + " AS `" + column.getKey() + "`")
            .collect(Collectors.joining(",\n    "));
    return """
    `%s` AS (
      SELECT
        %s
      FROM %s.`%s` AS t FINAL
      WHERE t.workspace_id = {workspace:Id}%s
    )\
    """
        .formatted(
            name, list, database, source, ofProject ? " AND t.project_id = {project:Id}" : "");
  }

  /** The same table under a second name. */
  PublishedTable as(String other) {
    return new PublishedTable(other, source, columns);
  }

  static Builder of(String name, String source) {
    return new Builder(name, source);
  }

  /** Takes the columns in the order in which a star shows them. */
  static final class Builder {
    private static final String NO_ID = "toFixedString('', 16)";

    private final String name;
    private final String source;
    private final Map<String, String> columns = new LinkedHashMap<>();

    private Builder(String name, String source) {
      this.name = name;
      this.source = source;
      ids("workspace_id", "project_id");
    }

    /** Columns as they are stored. */
    Builder plain(String... names) {
      for (String column : names) {
        column(column, "t." + column);
      }
      return this;
    }

    /** Ids, which become text. */
    Builder ids(String... names) {
      for (String column : names) {
        column(column, "UUIDNumToString(t." + column + ")");
      }
      return this;
    }

    /** An id under another name. */
    Builder id(String column, String stored) {
      return column(column, "UUIDNumToString(t." + stored + ")");
    }

    /** An id that may be missing, which is an empty text then. */
    Builder idOrNone(String column) {
      return column(
          column, "if(t.%1$s = %2$s, '', UUIDNumToString(t.%1$s))".formatted(column, NO_ID));
    }

    /** Numbers that stand for words; one that stands for none is {@code unknown}. */
    Builder words(String column, Map<String, Integer> codes) {
      List<Map.Entry<String, Integer>> sorted =
          codes.entrySet().stream().sorted(Comparator.comparing(Map.Entry::getValue)).toList();
      return column(
          column,
          "transform(t.%s, [%s], [%s], 'unknown')"
              .formatted(
                  column,
                  joined(sorted.stream().map(code -> String.valueOf(code.getValue())).toList()),
                  joined(sorted.stream().map(code -> "'" + code.getKey() + "'").toList())));
    }

    /** Who made and changed a row, and when. */
    Builder audit() {
      return plain("created_at", "created_by").changes();
    }

    Builder changes() {
      return plain("last_updated_at", "last_updated_by");
    }

    Builder column(String column, String expression) {
      columns.put(column, expression);
      return this;
    }

    PublishedTable build() {
      return new PublishedTable(name, source, columns);
    }

    private static String joined(Collection<String> parts) {
      return String.join(", ", parts);
    }
  }
}
