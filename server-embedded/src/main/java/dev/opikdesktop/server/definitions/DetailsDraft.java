package dev.opikdesktop.server.definitions;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What a body said of the details of one type. Fields of other types are skipped, as any unknown
 * ones.
 */
final class DetailsDraft {
  private static final int FEWEST_CATEGORIES = 2;

  private final FeedbackType type;
  private @Nullable BigDecimal min;
  private @Nullable BigDecimal max;
  private @Nullable Map<String, @Nullable BigDecimal> categories;
  private @Nullable String trueLabel;
  private @Nullable String falseLabel;

  private DetailsDraft(FeedbackType type) {
    this.type = type;
  }

  /**
   * Reads details.
   *
   * @throws ApiException 400 for values of other types than the fields have
   */
  static DetailsDraft read(FeedbackType type, JsonText json) {
    if (!json.isObject()) {
      throw ApiException.malformedJson("Expected an object in field 'details'");
    }
    DetailsDraft draft = new DetailsDraft(type);
    try (FieldReader in = new FieldReader(new ByteArrayInputStream(json.utf8()))) {
      in.body(
          name -> {
            switch (type) {
              case NUMERICAL -> draft.bound(in, name);
              case CATEGORICAL -> draft.categories(in, name);
              case BOOLEAN -> draft.label(in, name);
            }
          });
    }
    return draft;
  }

  /** Says what is missing or wrong. */
  void validate(Validation validation) {
    switch (type) {
      case NUMERICAL -> {
        validation.required("details.min", min).required("details.max", max);
        if (min != null && max != null && min.compareTo(max) >= 0) {
          validation.error("details.min", "must be less than max");
        }
      }
      case CATEGORICAL -> {
        if (categories == null || categories.size() < FEWEST_CATEGORIES) {
          validation.error("details.categories", "must have at least " + FEWEST_CATEGORIES);
        } else {
          categories.forEach(
              (word, value) -> validation.required("details.categories[" + word + "]", value));
        }
      }
      case BOOLEAN ->
          validation
              .notBlank("details.true_label", trueLabel)
              .notBlank("details.false_label", falseLabel);
    }
  }

  /** The details without anything else that came; only after {@link #validate} found nothing. */
  JsonText json() {
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.generator(utf8)) {
      out.writeStartObject();
      switch (type) {
        case NUMERICAL -> {
          out.writeNumberProperty("min", min);
          out.writeNumberProperty("max", max);
        }
        case CATEGORICAL -> {
          out.writeObjectPropertyStart("categories");
          if (categories != null) {
            categories.forEach(out::writeNumberProperty);
          }
          out.writeEndObject();
        }
        case BOOLEAN -> {
          out.writeStringProperty("true_label", trueLabel);
          out.writeStringProperty("false_label", falseLabel);
        }
      }
      out.writeEndObject();
    }
    return JsonText.ofUtf8(utf8.toByteArray());
  }

  private void bound(FieldReader in, String name) {
    switch (name) {
      case "min" -> min = in.decimal();
      case "max" -> max = in.decimal();
      default -> in.skip();
    }
  }

  private void categories(FieldReader in, String name) {
    if (name.equals("categories") && !in.isNull()) {
      Map<String, @Nullable BigDecimal> found = new LinkedHashMap<>();
      in.object(word -> found.put(word, in.decimal()));
      categories = found;
    } else {
      in.skip();
    }
  }

  private void label(FieldReader in, String name) {
    switch (name) {
      case "true_label" -> trueLabel = in.text();
      case "false_label" -> falseLabel = in.text();
      default -> in.skip();
    }
  }
}
