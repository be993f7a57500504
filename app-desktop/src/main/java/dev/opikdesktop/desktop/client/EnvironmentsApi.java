package dev.opikdesktop.desktop.client;

import static dev.opikdesktop.desktop.client.Rest.encode;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The environments of the workspace. */
public final class EnvironmentsApi {
  private static final String PATH = "/v1/private/environments";

  private final Rest rest;

  EnvironmentsApi(Rest rest) {
    this.rest = rest;
  }

  /** All of them: the server has no pages of these. */
  public List<Environment> list() {
    return Wire.page(rest.get(PATH), EnvironmentsApi::environment).content();
  }

  /** Makes one; the server gives it an id, whatever this one says. */
  public void create(Environment environment) {
    rest.post(PATH, body(environment));
  }

  /** Gives the one with this id all that the other fields say. */
  public void change(Environment environment) {
    rest.patch(PATH + "/" + encode(environment.id()), body(environment));
  }

  /** Deletes one; traces and spans keep its name. */
  public void delete(String id) {
    ObjectNode body = rest.json().createObjectNode();
    body.putArray("ids").add(id);
    rest.post(PATH + "/delete", body);
  }

  private ObjectNode body(Environment environment) {
    return rest.json()
        .createObjectNode()
        .put("name", environment.name())
        .put("description", environment.description())
        .put("color", environment.colour())
        .put("position", environment.position());
  }

  private static Environment environment(JsonNode node) {
    return new Environment(
        Wire.text(node, "id"),
        Wire.text(node, "name"),
        Wire.text(node, "description"),
        Wire.text(node, "color"),
        node.path("position").asInt(0));
  }
}
