package dev.opikdesktop.transfer.foreign;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.json.JsonTextReader;
import dev.opikdesktop.server.json.JsonTextWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The objects of an export of Opik, which are those of the API's answers, as records to be written.
 * Times come as Python prints them.
 */
final class OpikFields {
  private static final Set<String> AUDIT =
      Set.of("created_at", "created_by", "last_updated_at", "last_updated_by");

  /** What an answer has of a trace beside what can be written is computed. */
  static final Set<String> TRACE =
      with(
          AUDIT,
          "id name start_time end_time input output metadata tags error_info thread_id ttft source"
              + " environment");

  static final Set<String> SPAN =
      with(
          AUDIT,
          "id trace_id parent_span_id name type start_time end_time input output metadata model"
              + " provider tags usage error_info total_estimated_cost total_estimated_cost_version"
              + " ttft source environment");

  private static final Set<String> SCORE =
      with(AUDIT, "name value category_name reason source source_queue_id");
  private static final Set<String> COMMENT = with(AUDIT, "id text source_queue_id");
  private static final Set<String> TIMES =
      Set.of("start_time", "end_time", "created_at", "last_updated_at");

  private OpikFields() {}

  private static Set<String> with(Set<String> some, String others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(List.of(others.split(" ")));
    return Set.copyOf(all);
  }

  /** The fields of the object whose brace is the current token, without those that are null. */
  static Map<String, JsonText> read(JsonParser json, Set<String> wanted) {
    Map<String, JsonText> fields = new LinkedHashMap<>();
    JsonTextReader values = new JsonTextReader();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.VALUE_NULL || !wanted.contains(name)) {
        json.skipChildren();
      } else if (TIMES.contains(name) && token == JsonToken.VALUE_STRING) {
        fields.put(name, text(time(json.getString())));
      } else {
        fields.put(name, values.read(json));
      }
    }
    return fields;
  }

  /** ISO-8601 of what {@code str(datetime)} gives: a blank in place of the T, and maybe no zone. */
  static String time(String text) {
    if (text.length() < 19 || (text.charAt(10) != ' ' && text.charAt(10) != 'T')) {
      return text;
    }
    String time = text.substring(0, 10) + "T" + text.substring(11);
    boolean hasZone =
        time.endsWith("Z") || time.indexOf('+', 19) >= 0 || time.indexOf('-', 19) >= 0;
    return hasZone ? time : time + "Z";
  }

  static JsonText text(String text) {
    JsonTextWriter json = new JsonTextWriter();
    json.string(text);
    return json.take();
  }

  static byte[] object(Map<String, JsonText> fields) {
    JsonTextWriter json = new JsonTextWriter();
    json.startObject();
    fields.forEach(
        (name, value) -> {
          json.name(name);
          json.value(value);
        });
    json.endObject();
    return json.take().utf8();
  }

  /**
   * The scores of an entity. One that several people gave is a score of each of them.
   *
   * @param list the array {@code feedback_scores} of an answer
   */
  static List<byte[]> scores(String entityType, JsonText entityId, JsonText list) {
    List<byte[]> scores = new ArrayList<>();
    for (Map<String, JsonText> score : objects(list, with(SCORE, "value_by_author"))) {
      JsonText authors = score.remove("value_by_author");
      Map<String, JsonText> byAuthor = authors == null ? Map.of() : values(authors);
      if (byAuthor.isEmpty()) {
        JsonText author = score.get("last_updated_by");
        scores.add(about(entityType, entityId, score, author));
      }
      byAuthor.forEach(
          (author, value) -> {
            Map<String, JsonText> own = new LinkedHashMap<>(score);
            own.keySet().removeAll(Set.of("category_name", "reason", "source_queue_id"));
            objects(value, SCORE).forEach(own::putAll);
            scores.add(about(entityType, entityId, own, text(author)));
          });
    }
    return scores;
  }

  /**
   * @param list the array {@code comments} of an answer
   */
  static List<byte[]> comments(String entityType, JsonText entityId, JsonText list) {
    return objects(list, COMMENT).stream()
        .map(comment -> about(entityType, entityId, comment, null))
        .toList();
  }

  private static byte[] about(
      String entityType,
      JsonText entityId,
      Map<String, JsonText> fields,
      @Nullable JsonText author) {
    Map<String, JsonText> all = new LinkedHashMap<>();
    all.put("entity_type", text(entityType));
    all.put("entity_id", entityId);
    all.putAll(fields);
    if (author != null) {
      all.put("author", author);
    }
    return object(all);
  }

  /** The objects of an array, or the one object. */
  private static List<Map<String, JsonText>> objects(JsonText json, Set<String> wanted) {
    List<Map<String, JsonText>> objects = new ArrayList<>();
    try (JsonParser parser = Json.parser(json.utf8())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          objects.add(read(parser, wanted));
        }
      }
    }
    return objects;
  }

  private static Map<String, JsonText> values(JsonText object) {
    Map<String, JsonText> values = new LinkedHashMap<>();
    JsonTextReader reader = new JsonTextReader();
    try (JsonParser parser = Json.parser(object.utf8())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return values;
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        values.put(name, reader.read(parser));
      }
    }
    return values;
  }
}
