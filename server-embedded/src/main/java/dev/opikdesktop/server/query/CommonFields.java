package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.query.Condition.Comparison;
import dev.opikdesktop.server.query.Field.Place;
import dev.opikdesktop.server.query.Field.Reads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fields of a table of traces or spans: named ones, and those whose names or keys clients choose.
 */
public final class CommonFields implements Fields {
  private static final Pattern CUSTOM =
      Pattern.compile("(?:\\$\\.)?(input|output)(?:(?=\\[)|\\.|$)(.*)", Pattern.DOTALL);

  private static final String USAGE = "usage.";

  private final Map<String, Field> named = new HashMap<>();
  private final Map<String, String> documents;
  private final String usage;
  private final Reads usageReads;
  private final Map<String, Function<String, Field>> keyed;
  private final List<String> searched;
  private final String table;
  private final Set<String> worded;

  /**
   * @param columns fields that lie in one place, besides those that traces and spans share
   * @param usage the column of token counts, a Map
   * @param keyed fields by name whose key says which of several is meant
   * @param searched names of fields that a search looks into, "metadata" for the whole document
   * @param table the table, which has an index of words
   * @param worded names of the fields that are in the index
   */
  public CommonFields(
      List<Field> columns,
      String usage,
      Reads usageReads,
      Map<String, Function<String, Field>> keyed,
      List<String> searched,
      String table,
      Set<String> worded) {
    for (Field field : SHARED) {
      named.put(field.name(), field);
    }
    for (Field field : columns) {
      named.put(field.name(), field);
    }
    this.table = table;
    this.worded = Set.copyOf(worded);
    named.put("input", payload("input", "input"));
    named.put("output", payload("output", "output"));
    this.documents = Map.of("metadata", "metadata", "input_json", "input", "output_json", "output");
    this.usage = usage;
    this.usageReads = usageReads;
    this.keyed = Map.copyOf(keyed);
    this.searched = List.copyOf(searched);
  }

  private static final List<Field> SHARED =
      List.of(
          new Field("id", FieldType.EXACT_TEXT, new Place.Id("id"), Reads.KEY),
          row("name", FieldType.TEXT, "name"),
          row("start_time", FieldType.TIME, "start_time"),
          row("end_time", FieldType.TIME, "end_time"),
          row("tags", FieldType.LIST, "tags"),
          row("duration", FieldType.NUMBER, "ifNull(duration, 0)"),
          row("ttft", FieldType.NUMBER, "ttft"),
          row("error_info", FieldType.PRESENCE, "error_info"),
          row("error_type", FieldType.TEXT, "error_type"),
          row("created_at", FieldType.TIME, "created_at"),
          row("last_updated_at", FieldType.TIME, "last_updated_at"),
          row("environment", FieldType.WORD, "environment"));

  /** A field whose value is an expression over columns of the row. */
  public static Field row(String name, FieldType type, String sql) {
    return new Field(name, type, new Place.Column(sql), Reads.ROW);
  }

  /** A field whose column holds numbers which stand for words. */
  public static Field words(String name, FieldType type, Map<String, Integer> codes) {
    return new Field(name, type, new Place.Coded(name, codes), Reads.ROW);
  }

  @Override
  public Optional<Field> find(String name, String key) {
    Field field = named.get(name);
    if (field != null) {
      return Optional.of(field);
    }
    String document = documents.get(name);
    if (document != null) {
      return Optional.of(json(name, document, key));
    }
    if (name.equals("custom")) {
      return Optional.of(custom(key));
    }
    if (name.startsWith(USAGE) && name.length() > USAGE.length()) {
      String counted = name.substring(USAGE.length());
      return Optional.of(
          new Field(name, FieldType.DECIMAL, new Place.Entry(usage, counted), usageReads));
    }
    return Optional.ofNullable(keyed.get(name)).map(which -> which.apply(key));
  }

  /** Input or output as a whole, or a place in one of them. */
  private Field custom(String key) {
    Matcher parts = CUSTOM.matcher(key);
    if (!parts.matches()) {
      throw ApiException.badQuery(
          "filters", "the key of 'custom' begins with input or output, unlike '" + key + "'");
    }
    String document = parts.group(1);
    return parts.group(2).isEmpty()
        ? payload("custom", document)
        : json("custom", document, parts.group(2));
  }

  private Field payload(String name, String column) {
    return new Field(name, FieldType.TEXT, new Place.Worded(table, column), Reads.ROW);
  }

  private static Field json(String name, String column, String key) {
    if (key.isBlank()) {
      throw ApiException.badQuery("filters", "'" + name + "' needs a key, a path into the JSON");
    }
    return new Field(name, FieldType.JSON, new Place.Json(column, JsonPath.of(key)), Reads.ROW);
  }

  @Override
  public Condition search(String text) {
    List<Condition> inIndex = new ArrayList<>();
    List<Condition> any = new ArrayList<>();
    for (String name : searched) {
      (worded.contains(name) ? inIndex : any)
          .add(new Comparison(searchable(name), Operator.CONTAINS, new Operand.Text(text)));
    }
    any.addFirst(new Condition.Worded(table, text, new Condition.Or(inIndex), true));
    return new Condition.Or(any);
  }

  private Field searchable(String name) {
    Field field = named.get(name);
    // Only filters take error_info for there or not, and ids for exact.
    return field == null
            || field.type() == FieldType.PRESENCE
            || field.place() instanceof Place.Worded
        ? row(name, FieldType.TEXT, name)
        : field;
  }
}
