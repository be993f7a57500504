package dev.opikdesktop.server.costs;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a span's metadata says about its cost: {@code {"model": "…", "cost": {"currency": "USD",
 * "total_cost": 0.25}}}. Anything of another shape says nothing.
 */
record CostHints(@Nullable String model, @Nullable BigDecimal dollars) {
  private static final CostHints NONE = new CostHints(null, null);

  static CostHints in(@Nullable JsonText metadata) {
    if (metadata == null || !metadata.isObject()) {
      return NONE;
    }
    String model = null;
    BigDecimal dollars = null;
    try (JsonParser json = Json.parser(metadata.utf8())) {
      json.nextToken();
      for (String field = json.nextName(); field != null; field = json.nextName()) {
        JsonToken value = json.nextToken();
        if (field.equals("model") && value == JsonToken.VALUE_STRING) {
          model = json.getString();
        } else if (field.equals("cost") && value == JsonToken.START_OBJECT) {
          dollars = dollars(json);
        } else {
          json.skipChildren();
        }
      }
    } catch (JacksonException e) {
      return NONE;
    }
    return new CostHints(model == null || model.isBlank() ? null : model, dollars);
  }

  private static @Nullable BigDecimal dollars(JsonParser json) {
    String currency = null;
    BigDecimal total = null;
    for (String field = json.nextName(); field != null; field = json.nextName()) {
      JsonToken value = json.nextToken();
      if (field.equals("currency") && value == JsonToken.VALUE_STRING) {
        currency = json.getString();
      } else if (field.equals("total_cost") && value.isNumeric()) {
        total = json.getDecimalValue();
      } else {
        json.skipChildren();
      }
    }
    return "USD".equals(currency) ? total : null;
  }
}
