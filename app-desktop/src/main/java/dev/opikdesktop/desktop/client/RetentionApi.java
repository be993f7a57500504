package dev.opikdesktop.desktop.client;

import static dev.opikdesktop.desktop.client.Rest.encode;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How long traces are kept. */
public final class RetentionApi {
  private static final String PATH = "/v1/private/retention/rules";
  private static final int MOST_RULES = 1000;

  private final Rest rest;

  RetentionApi(Rest rest) {
    this.rest = rest;
  }

  /** The rules that hold. */
  public List<RetentionRule> list() {
    return Wire.page(rest.get(PATH + "?size=" + MOST_RULES), RetentionApi::rule).content();
  }

  /** Makes a rule, in place of the one that held for the same. */
  public void create(RetentionRule rule) {
    rest.post(PATH, body(rest, rule));
  }

  /** Ends a rule. */
  public void end(String id) {
    rest.delete(PATH + "/" + encode(id));
  }

  static ObjectNode body(Rest rest, RetentionRule rule) {
    ObjectNode body =
        rest.json()
            .createObjectNode()
            .put("retention", rule.retention())
            .put("apply_to_past", rule.applyToPast());
    if (rule.projectId() != null) {
      body.put("project_id", rule.projectId());
    }
    return body;
  }

  private static RetentionRule rule(JsonNode node) {
    return new RetentionRule(
        Wire.text(node, "id"),
        Wire.optionalText(node, "project_id"),
        Wire.text(node, "level"),
        Wire.text(node, "retention"),
        node.path("apply_to_past").asBoolean(false),
        Wire.instant(node, "created_at"));
  }
}
