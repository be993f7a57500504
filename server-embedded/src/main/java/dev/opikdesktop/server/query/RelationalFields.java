package dev.opikdesktop.server.query;

import dev.opikdesktop.server.query.Condition.Comparison;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.Sorting.Sortable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fields of a table of the relational database, each of which is one column. */
public final class RelationalFields implements Fields {
  /** Before and after each text of a list. */
  static final String BETWEEN = "\u001F";

  private final Map<String, Field> named = new LinkedHashMap<>();

  /**
   * @param fields those that {@link #column} makes
   */
  public RelationalFields(List<Field> fields) {
    fields.forEach(field -> named.put(field.name(), field));
  }

  /** A field that has the name of its column. */
  public static Field column(String name, FieldType type) {
    return new Field(name, type, new Field.Place.Column(name), Reads.ROW);
  }

  /** Columns that a list can be sorted by, under their own names. */
  public static List<Sortable> sortable(List<String> columns) {
    return columns.stream().map(name -> new Sortable(name, name, Reads.ROW)).toList();
  }

  /** Whether a text may be in a list. */
  public static boolean canBeListed(String text) {
    return !text.isEmpty() && text.chars().noneMatch(c -> c < ' ');
  }

  /**
   * A list of texts as the column of a {@link FieldType#LIST} keeps it, so that conditions find
   * whole texts and parts of them.
   *
   * @param texts that {@link #canBeListed}
   */
  public static String listed(List<String> texts) {
    return texts.isEmpty() ? "" : BETWEEN + String.join(BETWEEN, texts) + BETWEEN;
  }

  /** The texts of a column that {@link #listed} made. */
  public static List<String> list(String column) {
    return column.isEmpty()
        ? List.of()
        : List.of(column.substring(1, column.length() - 1).split(BETWEEN));
  }

  @Override
  public Optional<Field> find(String name, String key) {
    return Optional.ofNullable(named.get(name));
  }

  /** Any text contains it. */
  @Override
  public Condition search(String text) {
    return new Condition.Or(
        named.values().stream()
            .filter(field -> field.type() == FieldType.TEXT)
            .<Condition>map(
                field -> new Comparison(field, Operator.CONTAINS, new Operand.Text(text)))
            .toList());
  }
}
