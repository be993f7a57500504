package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;

import java.util.List;

/** Pydantic AI's attributes beside those of the GenAI conventions. */
final class Pydantic {
  static final Dialect DIALECT =
      new Dialect(
          "Pydantic AI",
          "1",
          List.of(
              key("model_name", Target.MODEL).inLlmCalls(),
              key("agent_name", Target.METADATA),
              key("all_messages_events", Target.INPUT),
              key("tool_arguments", Target.INPUT),
              key("tool_response", Target.OUTPUT),
              key("final_result", Target.OUTPUT)));

  private Pydantic() {}
}
