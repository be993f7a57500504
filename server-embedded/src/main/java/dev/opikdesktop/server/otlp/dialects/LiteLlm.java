package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/** LiteLLM's attributes beside those of the GenAI conventions, in both forms of its spans. */
final class LiteLlm {
  static final Dialect DIALECT =
      new Dialect(
          "LiteLLM",
          "1.110.2",
          "litellm",
          List.of(
              key("gen_ai.cost.total_cost", Target.COST),
              key("litellm.cost.total", Target.COST),
              prefix("litellm.", Target.METADATA),
              key("error.message", Target.METADATA),
              prefix("gen_ai.completion.", Target.OUTPUT)),
          List.of(
              key("hidden_params", Target.METADATA),
              key("model_parameters", Target.INPUT),
              prefix("llm.", Target.METADATA)));

  private LiteLlm() {}
}
