package dev.opikdesktop.desktop.client;

import static dev.opikdesktop.desktop.client.Rest.encode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be scored in the workspace. */
public final class DefinitionsApi {
  private static final String PATH = "/v1/private/feedback-definitions";
  private static final int SIZE = 500;

  private final Rest rest;

  DefinitionsApi(Rest rest) {
    this.rest = rest;
  }

  /** All of them, the newest first. */
  public List<FeedbackDefinition> all() {
    List<FeedbackDefinition> all = new ArrayList<>();
    for (int number = 1; ; number++) {
      Page<FeedbackDefinition> page =
          Wire.page(
              rest.get(PATH + "?page=" + number + "&size=" + SIZE), DefinitionsApi::definition);
      all.addAll(page.content());
      if (page.content().isEmpty() || all.size() >= page.total()) {
        return all;
      }
    }
  }

  /** Makes one; the server gives it an id, whatever this one says. */
  public void create(FeedbackDefinition definition) {
    rest.post(PATH, body(definition));
  }

  /** Replaces the one with this id. */
  public void replace(FeedbackDefinition definition) {
    rest.put(PATH + "/" + encode(definition.id()), body(definition));
  }

  /** Deletes one; scores that were given stay. */
  public void delete(String id) {
    rest.delete(PATH + "/" + encode(id));
  }

  private ObjectNode body(FeedbackDefinition definition) {
    ObjectNode body = rest.json().createObjectNode();
    body.put("name", definition.name()).put("description", definition.description());
    switch (definition.score()) {
      case ScoreDefinition.Numerical number ->
          body.put("type", "numerical")
              .putObject("details")
              .put("min", number.least())
              .put("max", number.most());
      case ScoreDefinition.Categorical words -> {
        ObjectNode categories =
            body.put("type", "categorical").putObject("details").putObject("categories");
        words.values().forEach(categories::put);
      }
      case ScoreDefinition.YesNo yesNo ->
          body.put("type", "boolean")
              .putObject("details")
              .put("true_label", yesNo.yes())
              .put("false_label", yesNo.no());
    }
    return body;
  }

  private static FeedbackDefinition definition(JsonNode node) {
    return new FeedbackDefinition(
        Wire.text(node, "id"), Wire.text(node, "description"), score(node));
  }

  private static ScoreDefinition score(JsonNode node) {
    String name = Wire.text(node, "name");
    JsonNode details = node.path("details");
    return switch (Wire.text(node, "type")) {
      case "categorical" -> {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> value : details.path("categories").properties()) {
          values.put(value.getKey(), value.getValue().asDouble(0));
        }
        yield new ScoreDefinition.Categorical(name, values);
      }
      case "boolean" ->
          new ScoreDefinition.YesNo(
              name,
              details.path("true_label").asString("Yes"),
              details.path("false_label").asString("No"));
      default ->
          new ScoreDefinition.Numerical(
              name, details.path("min").asDouble(0), details.path("max").asDouble(1));
    };
  }
}
