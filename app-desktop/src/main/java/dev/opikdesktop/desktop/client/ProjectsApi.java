package dev.opikdesktop.desktop.client;

import static dev.opikdesktop.desktop.client.Rest.encode;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The projects of the workspace. */
public final class ProjectsApi {
  private final Rest rest;

  ProjectsApi(Rest rest) {
    this.rest = rest;
  }

  /** One page, the one with the newest trace first. */
  public Page<Project> list(int page, int size) {
    String sorting = encode("[{\"field\":\"last_updated_trace_at\",\"direction\":\"DESC\"}]");
    return Wire.page(
        rest.get("/v1/private/projects?page=" + page + "&size=" + size + "&sorting=" + sorting),
        Wire::project);
  }

  /** One project. */
  public Project get(String id) {
    return Wire.project(rest.get("/v1/private/projects/" + encode(id)));
  }

  /** The project of a name. */
  public Project named(String name) {
    return Wire.project(
        rest.post(
            "/v1/private/projects/retrieve", rest.json().createObjectNode().put("name", name)));
  }

  /** The statistics of one page of projects; those without a trace may be left out. */
  public List<ProjectStats> stats(int page, int size) {
    // How many there are is not said.
    return Wire.page(
            rest.get("/v1/private/projects/stats?page=" + page + "&size=" + size),
            ProjectsApi::stats)
        .content();
  }

  private static ProjectStats stats(JsonNode node) {
    JsonNode duration = node.path("duration");
    JsonNode errors = node.path("error_count");
    return new ProjectStats(
        Wire.text(node, "project_id"),
        node.path("trace_count").asLong(0),
        node.path("thread_count").asLong(0),
        errors.path("count").asLong(0),
        errors.path("deviation").asLong(0),
        Wire.number(duration, "p50"),
        Wire.number(duration, "p90"),
        Wire.number(duration, "p99"),
        Wire.number(node, "total_estimated_cost_sum"),
        Wire.number(node.path("usage"), "total_tokens"),
        Wire.number(node.path("usage"), "prompt_tokens"),
        Wire.number(node.path("usage"), "completion_tokens"),
        node.path("guardrails_failed_count").asLong(0),
        Wire.scores(node, "feedback_scores"));
  }

  /**
   * Makes a project.
   *
   * @param description empty for none
   */
  public void create(String name, String description) {
    rest.post("/v1/private/projects", body(name, description));
  }

  /** Gives a project another name and description. */
  public void change(String id, String name, String description) {
    rest.patch("/v1/private/projects/" + encode(id), body(name, description));
  }

  /** Deletes projects with everything in them. */
  public void delete(List<String> ids) {
    ObjectNode body = rest.json().createObjectNode();
    ids.forEach(body.putArray("ids")::add);
    rest.post("/v1/private/projects/delete", body);
  }

  private ObjectNode body(String name, String description) {
    return rest.json().createObjectNode().put("name", name).put("description", description);
  }
}
