package dev.opikdesktop.server.query.oql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.spans.SpanSelection;
import dev.opikdesktop.server.threads.ThreadSelection;
import dev.opikdesktop.server.traces.TraceSelection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What queries can name is what filters can, asked in the same ways. */
class OqlFieldsTest {
  private enum Entities {
    TRACES(OqlFields.TRACES, TraceSelection::filters),
    SPANS(OqlFields.SPANS, SpanSelection::filters),
    THREADS(OqlFields.THREADS, ThreadSelection::filters);

    private final OqlFields fields;
    private final Reading conditions;

    Entities(OqlFields fields, Reading conditions) {
      this.fields = fields;
      this.conditions = conditions;
    }

    Condition filtered(String field, String key, Operator operator, String value) {
      var filter = Json.MAPPER.createObjectNode().put("field", field).put("key", key);
      filter.put("operator", operator.word()).put("value", value);
      String filters = Json.MAPPER.createArrayNode().add(filter).toString();
      return conditions.of(filters, Optional.empty());
    }

    Condition queried(String text) {
      return conditions.of("[]", Optional.of(text));
    }
  }

  private interface Reading {
    Condition of(String filters, Optional<String> oql);
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldIsAskedByQueriesWhatItIsAskedByFilters(Entities entities) {
    for (OqlField field : entities.fields.all()) {
      for (boolean hasKey : new boolean[] {false, true}) {
        if (field.type(hasKey).isPresent()) {
          everyOperator(entities, field, hasKey);
        }
      }
    }
  }

  private static void everyOperator(Entities entities, OqlField field, boolean hasKey) {
    String key = hasKey ? "a" : "";
    String value = value(field.type(hasKey).orElseThrow());
    for (Operator operator : Operator.values()) {
      var condition = new Oql.Condition(field.name(), key, operator, value);
      String text = condition.text();
      if (field.operators(hasKey).contains(operator)) {
        assertThat(entities.queried(text))
            .as(text)
            .isEqualTo(
                entities.filtered(field.filterName(key), field.filterKey(key), operator, value));
      } else {
        assertThatThrownBy(() -> entities.queried(text)).isInstanceOf(ApiException.class);
        assertThatThrownBy(
                () ->
                    entities.filtered(field.filterName(key), field.filterKey(key), operator, value))
            .as(text)
            .isInstanceOf(ApiException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void filtersNameNothingElse(Entities entities) {
    Set<String> everywhere =
        Stream.of(Entities.values())
            .flatMap(each -> each.fields.names().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = new TreeSet<>();
    for (String name : everywhere) {
      String filterName = name.equals("usage") ? "usage.a" : name;
      Function<String, Condition> filter =
          value -> entities.filtered(filterName, "a", Operator.EQUAL, value);
      if (!message(() -> filter.apply("5")).contains("there is no field")) {
        known.add(name);
      }
    }

    assertThat(known).isEqualTo(new TreeSet<>(entities.fields.names()));
  }

  private static String message(Runnable read) {
    try {
      read.run();
      return "";
    } catch (ApiException e) {
      return e.getMessage();
    }
  }

  private static String value(FieldType type) {
    return switch (type) {
      case NUMBER, DECIMAL, SCORE -> "5";
      case TIME -> "2026-01-31T10:00:00Z";
      default -> "a";
    };
  }
}
