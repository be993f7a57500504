package dev.opikdesktop.server.conformance;

import dev.opikdesktop.server.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Compares a recorded answer's body with ours. Places that differ are named by JSON pointers
 * without escapes; in the body of a list they begin in its content, as in {@code /0/name}, and
 * {@code /sortable_by} and its like stand beside it.
 */
final class Comparison {
  /** Lists whose order is not fixed (recordings/README.md). */
  private static final Set<String> UNORDERED =
      Set.of(
          "tags",
          "scores",
          "feedback_scores",
          "span_feedback_scores",
          "comments",
          "columns",
          "experiment_items",
          "experiment_scores",
          "assertion_results",
          "assertion_scores",
          "reviewers",
          "feedback_definition_names",
          "types");

  private static final int SIGNIFICANT_DIGITS = 9;

  private final Notation notation;
  private final Set<String> differences = new TreeSet<>();

  private Comparison(Notation notation) {
    this.notation = notation;
  }

  /** The places that differ; the notation learns from what agrees. */
  static Set<String> differences(Notation notation, JsonNode recorded, JsonNode ours) {
    Comparison comparison = new Comparison(notation);
    if (recorded.path("content").isArray() && ours.path("content").isArray()) {
      comparison.page(recorded, ours);
    } else {
      comparison.compare("", "", recorded, ours);
    }
    return comparison.differences;
  }

  /**
   * The places that are of another kind, where only names and kinds were recorded: words in place
   * of values, and one entry for each kind that a list has.
   */
  static Set<String> kindDifferences(JsonNode recorded, JsonNode ours) {
    Set<String> differences = new TreeSet<>();
    compareKinds("", recorded, ours, differences);
    return differences;
  }

  private static void compareKinds(
      String at, JsonNode recorded, JsonNode ours, Set<String> differences) {
    if (recorded.isObject() && ours.isObject()) {
      fields(recorded, ours)
          .forEach(
              field ->
                  compareKinds(
                      at + "/" + field, recorded.path(field), ours.path(field), differences));
    } else if (recorded.isArray() && ours.isArray()) {
      for (JsonNode each : ours) {
        boolean known =
            recorded
                .valueStream()
                .anyMatch(
                    kind -> {
                      Set<String> inside = new TreeSet<>();
                      compareKinds("", kind, each, inside);
                      return inside.isEmpty();
                    });
        if (!known) {
          differences.add(at);
        }
      }
    } else if (!recorded.asString("").equals(kind(ours))) {
      differences.add(at);
    }
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      default -> value.toString();
    };
  }

  private void page(JsonNode recorded, JsonNode ours) {
    List<JsonNode> expected = list(recorded.get("content"));
    List<JsonNode> actual = list(ours.get("content"));
    // A list of the whole workspace: only the scenario's own entries were recorded.
    boolean ownOnly = recorded.path("total").asString("").equals("<n>");
    if (ownOnly) {
      actual.removeIf(each -> expected.stream().noneMatch(other -> agree(other, each)));
    }
    array("", expected, actual);
    Set<String> fields = fields(recorded, ours);
    fields.remove("content");
    if (ownOnly) {
      fields.removeAll(Set.of("total", "size"));
    }
    fields.forEach(field -> compare("/" + field, field, recorded.path(field), ours.path(field)));
  }

  private void compare(String at, String name, JsonNode recorded, JsonNode ours) {
    if (recorded.isString() && recorded.asString().equals("<list>") && ours.isArray()) {
      return;
    }
    if (recorded.isObject() && ours.isObject()) {
      JsonNode named = withNames(recorded);
      fields(named, ours)
          .forEach(field -> compare(at + "/" + field, field, named.path(field), ours.path(field)));
    } else if (recorded.isArray() && ours.isArray()) {
      if (UNORDERED.contains(name)) {
        unordered(at, list(recorded), list(ours));
      } else {
        array(at, list(recorded), list(ours));
      }
    } else if (!same(recorded, ours)) {
      differences.add(at);
    }
  }

  /** Names of fields can have labels in them, of ids that are known by then. */
  private JsonNode withNames(JsonNode recorded) {
    if (recorded.propertyNames().stream().noneMatch(name -> name.contains("<"))) {
      return recorded;
    }
    var named = Json.MAPPER.createObjectNode();
    recorded.propertyStream().forEach(field -> named.set(filled(field.getKey()), field.getValue()));
    return named;
  }

  private String filled(String name) {
    return Notation.labels(name).stream().allMatch(notation::isBound)
        ? notation.filled(name)
        : name;
  }

  private void array(String at, List<JsonNode> recorded, List<JsonNode> ours) {
    if (recorded.size() != ours.size()) {
      differences.add(at);
      return;
    }
    for (int i = 0; i < recorded.size(); i++) {
      compare(at + "/" + i, "", recorded.get(i), ours.get(i));
    }
  }

  private void unordered(String at, List<JsonNode> recorded, List<JsonNode> ours) {
    if (recorded.size() != ours.size()) {
      differences.add(at);
      return;
    }
    for (JsonNode each : recorded) {
      boolean found = false;
      for (Iterator<JsonNode> rest = ours.iterator(); rest.hasNext() && !found; ) {
        Notation trial = notation.copy();
        if (differences(trial, each, rest.next()).isEmpty()) {
          notation.take(trial);
          rest.remove();
          found = true;
        }
      }
      if (!found) {
        differences.add(at);
        return;
      }
    }
  }

  private boolean agree(JsonNode recorded, JsonNode ours) {
    return differences(notation.copy(), recorded, ours).isEmpty();
  }

  private boolean same(JsonNode recorded, JsonNode ours) {
    if (recorded.isNumber() && ours.isNumber()) {
      BigDecimal expected = recorded.decimalValue();
      BigDecimal actual = ours.decimalValue();
      return expected.compareTo(rounded(actual, RoundingMode.HALF_EVEN)) == 0
          || expected.compareTo(rounded(actual, RoundingMode.HALF_UP)) == 0;
    }
    if (recorded.isString()) {
      return recorded.asString().equals("<n>")
          ? ours.isNumber()
          : ours.isString() && notation.matches(recorded.asString(), ours.asString());
    }
    return recorded.equals(ours);
  }

  private static BigDecimal rounded(BigDecimal number, RoundingMode mode) {
    return number.round(new MathContext(SIGNIFICANT_DIGITS, mode));
  }

  private static Set<String> fields(JsonNode one, JsonNode other) {
    Set<String> fields = new TreeSet<>(one.propertyNames());
    fields.addAll(other.propertyNames());
    return fields;
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new ArrayList<>(array.size());
    array.forEach(list::add);
    return list;
  }
}
