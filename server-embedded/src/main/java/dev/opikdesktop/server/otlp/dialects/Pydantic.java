package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/**
 * Pydantic AI's attributes beside those of the GenAI conventions, from its first release to the
 * form of version 6.
 */
final class Pydantic {
  static final Dialect DIALECT =
      new Dialect(
          "Pydantic AI",
          "2.68.0",
          "pydantic-ai",
          List.of(
              key("gen_ai.tool.name", Target.METADATA).inToolCalls(),
              // Calls of models have none.
              key("logfire.msg", Target.TITLE).aroundCalls()),
          List.of(
              key("pydantic_ai.all_messages", Target.INPUT),
              prefix("pydantic_ai.", Target.METADATA),
              key("model_request_parameters", Target.METADATA),
              key("model_name", Target.MODEL).inLlmCalls(),
              key("agent_name", Target.METADATA),
              key("all_messages_events", Target.INPUT),
              key("tool_arguments", Target.INPUT),
              key("tool_response", Target.OUTPUT),
              key("final_result", Target.OUTPUT)));

  private Pydantic() {}
}
