package dev.opikdesktop.server.query;

import java.util.Map;

/**
 * Something of an entity that a condition can be about.
 *
 * @param name as clients write it
 */
public record Field(String name, FieldType type, Place place, Reads reads) {

  /** What has to be read to know a field's value. */
  public enum Reads {
    /** Columns of the sorting key, which are the same in all versions of a row. */
    KEY,
    /** Other columns of the row: only its newest version counts. */
    ROW,
    /** What belongs to the entity in other tables, as sums over the spans of a trace. */
    SPANS,
    /** The scores that an order is by. */
    SCORES
  }

  /** Where the value lies. The SQL in a place is ours; what clients wrote is bound to it. */
  public sealed interface Place {
    /** An expression over columns. */
    record Column(String sql) implements Place {}

    /** A column of text that is in the index of words of a table. */
    record Worded(String table, String column) implements Place {}

    /** A column of ids, FixedString(16), which clients write as UUIDs. */
    record Id(String column) implements Place {}

    /** A scalar within the JSON text of a column. */
    record Json(String column, JsonPath path) implements Place {}

    /** A column that holds numbers which stand for words. */
    record Coded(String column, Map<String, Integer> codes) implements Place {
      public Coded {
        codes = Map.copyOf(codes);
      }
    }

    /** A column of several such numbers: a word is equal to any of them. */
    record CodedSet(String column, Map<String, Integer> codes) implements Place {
      public CodedSet {
        codes = Map.copyOf(codes);
      }
    }

    /** A place that is not always there: where the guard does not hold, nothing is true of it. */
    record Guarded(String guard, Place place) implements Place {}

    /** An entry of a column of type Map, 0 where it is missing. */
    record Entry(String column, String key) implements Place {}

    /**
     * The scores of one name in another table; those whose names differ in case alone are each a
     * value of their own.
     *
     * @param entity an expression for the id of the entity
     * @param given FROM and WHERE of all scores, one row for each author: entity_id, name, value
     */
    record Scores(String entity, String given, String name) implements Place {}

    /**
     * The ids that another table lists for an entity.
     *
     * @param entity an expression for the id of the entity
     * @param listed FROM and WHERE of all of them: entity_id, and the column
     * @param column of ids
     */
    record Listed(String entity, String listed, String column) implements Place {}

    /** There is no value, and no comparison is true of it. */
    record Nowhere() implements Place {}
  }
}
