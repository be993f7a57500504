package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/** LiteLLM's attributes beside those of the GenAI conventions. */
final class LiteLlm {
  static final Dialect DIALECT =
      new Dialect(
          "LiteLLM",
          "1",
          List.of(
              key("hidden_params", Target.METADATA),
              key("model_parameters", Target.INPUT),
              prefix("llm.", Target.METADATA)));

  private LiteLlm() {}
}
