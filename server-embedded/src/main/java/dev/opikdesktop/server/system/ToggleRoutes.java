package dev.opikdesktop.server.system;

import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code GET /v1/private/toggles}: which features this server has. The answer is the union of what
 * the clients of 2.1.24 and of 2.2.122 require; one name has two spellings (newer-clients 3.2).
 */
public final class ToggleRoutes implements HttpService {
  private static final List<String> FEATURES =
      List.of(
          "python_evaluator_enabled",
          "trace_thread_python_evaluator_enabled",
          "span_llm_as_judge_enabled",
          "span_user_defined_metric_python_enabled",
          "guardrails_enabled",
          "opik_aienabled",
          "opik_ai_enabled",
          "alerts_enabled",
          "welcome_wizard_enabled",
          "export_enabled",
          "cost_intelligence_enabled",
          "dataset_versioning_enabled",
          "dataset_export_enabled",
          "demo_data_enabled",
          "openai_provider_enabled",
          "anthropic_provider_enabled",
          "gemini_provider_enabled",
          "openrouter_provider_enabled",
          "vertexai_provider_enabled",
          "bedrock_provider_enabled",
          "customllm_provider_enabled",
          "ollama_provider_enabled",
          "ollie_enabled",
          "project_homepage_enabled",
          "agentic_tools_enabled",
          "agent_insights_enabled",
          "agent_insights_guidance_enabled",
          "annotation_queue_automation_enabled",
          "event_bridge_alerts_enabled",
          "online_scoring_tracing_enabled",
          "custom_charts_enabled_for_workspace");

  private static final int DEFAULT_PAGE_SIZE = 100;

  private final Map<String, Object> toggles = new LinkedHashMap<>();

  /**
   * Routes that show these features as there.
   *
   * @param enabled names as on the wire
   */
  public ToggleRoutes(Set<String> enabled) {
    for (String name : enabled) {
      if (!FEATURES.contains(name)) {
        throw new IllegalArgumentException("No toggle is called " + name);
      }
    }
    FEATURES.forEach(name -> toggles.put(name, enabled.contains(name)));
    toggles.put("force_workspace_version", "version_2");
    toggles.put("v1_workspace_allowlist_ids", List.of());
    toggles.put("v2_workspace_allowlist_ids", List.of());
    toggles.put("default_page_size", DEFAULT_PAGE_SIZE);
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/v1/private/toggles", this::toggles);
  }

  private void toggles(ServerRequest request, ServerResponse response) {
    Responses.json(request, response, toggles);
  }
}
