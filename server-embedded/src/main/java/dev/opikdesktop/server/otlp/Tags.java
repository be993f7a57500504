package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Tags as exporters write them: a list, a JSON array in text, or words between commas. */
final class Tags {
  private Tags() {}

  static List<String> of(AnyValue value) {
    Stream<String> tags =
        value.hasArrayValue()
            ? value.getArrayValue().getValuesList().stream().map(AttributeJson::text)
            : ofText(AttributeJson.text(value));
    return tags.map(String::strip).filter(tag -> !tag.isEmpty()).distinct().toList();
  }

  private static Stream<String> ofText(String text) {
    Optional<JsonText> json = AttributeJson.structured(text);
    return json.isPresent() && !json.get().isObject()
        ? elements(json.get())
        : Arrays.stream(text.split(","));
  }

  private static Stream<String> elements(JsonText array) {
    List<String> elements = new ArrayList<>();
    try (JsonParser json = Json.parser(array.utf8())) {
      json.nextToken();
      for (JsonToken token = json.nextToken();
          token != JsonToken.END_ARRAY;
          token = json.nextToken()) {
        if (token.isScalarValue()) {
          elements.add(json.getString());
        } else {
          json.skipChildren();
        }
      }
    }
    return elements.stream();
  }
}
