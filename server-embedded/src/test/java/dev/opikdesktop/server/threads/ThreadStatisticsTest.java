package dev.opikdesktop.server.threads;

import static dev.opikdesktop.server.threads.ThreadProject.filter;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ThreadStatisticsTest {
  private final ThreadProject project = new ThreadProject();

  @AfterEach
  void closeProject() {
    project.close();
  }

  @Test
  void averagesAreOverThreadsAndNotOverTheirTraces() {
    ObjectNode first = project.trace("long", 0);
    ObjectNode second = project.trace("long", 9);
    ObjectNode other = project.trace("short", 0);
    project.send(first, second, other);
    project.sendSpan(first, "{\"k\": 1}", 0.25);
    project.sendSpan(second, "{\"k\": 2}", 0.25);
    project.sendSpan(other, "{\"k\": 5}", 1.5);

    Map<String, JsonNode> stats = stats("");

    assertThat(stats.get("thread_count").asInt()).isEqualTo(2);
    assertThat(stats.get("duration").get("p50").asDouble()).isEqualTo(5_500);
    assertThat(stats.get("total_estimated_cost").asDouble()).isEqualTo(1);
    assertThat(stats.get("total_estimated_cost_sum").asDouble()).isEqualTo(2);
    assertThat(stats.get("usage.k").asDouble()).isEqualTo(4);
    assertThat(stats.get("usage_sum.k").asDouble()).isEqualTo(8);
  }

  @Test
  void statisticsAreOfTheThreadsThatAListWouldShow() {
    project.send(project.trace("open", 0), project.trace("closed", 0));
    project.close("closed");

    assertThat(stats(filter("status", "=", "inactive")).get("thread_count").asInt()).isEqualTo(1);
    assertThat(stats("&search=clos").get("thread_count").asInt()).isEqualTo(1);
    assertThat(stats("&search=nothing")).isEmpty();
  }

  private Map<String, JsonNode> stats(String query) {
    Map<String, JsonNode> stats = new HashMap<>();
    project
        .client
        .get("/v1/private/traces/threads/stats?project_name=" + project.name + query)
        .json()
        .get("stats")
        .forEach(each -> stats.put(each.get("name").asString(), each.get("value")));
    return stats;
  }
}
