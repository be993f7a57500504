package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/**
 * OpenLLMetry, the instrumentations of Traceloop and what its SDK's decorators add: workflows,
 * tasks, agents and tools. Its calls of models follow the GenAI conventions, older ones too.
 */
final class Traceloop {
  private static final String PROPERTIES = "traceloop.association.properties.";

  static final Dialect DIALECT =
      new Dialect(
          "OpenLLMetry",
          "0.62.4",
          List.of(
              key("traceloop.span.kind", Target.TYPE),
              key("traceloop.entity.input", Target.INPUT),
              key("traceloop.entity.output", Target.OUTPUT),
              key(PROPERTIES + "session_id", Target.THREAD),
              key(PROPERTIES + "thread_id", Target.THREAD),
              key(PROPERTIES + "conversation_id", Target.THREAD),
              prefix("traceloop.", Target.METADATA),
              prefix("llm.usage.", Target.USAGE).inLlmCalls(),
              prefix("llm.request.functions.", Target.INPUT)));

  private Traceloop() {}
}
