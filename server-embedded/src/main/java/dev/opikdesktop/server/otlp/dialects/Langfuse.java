package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/** Langfuse's SDKs of version 3 to 5. */
final class Langfuse {
  static final Dialect DIALECT =
      new Dialect(
          "Langfuse",
          "5.0.4",
          "langfuse-sdk",
          List.of(
              key("langfuse.observation.type", Target.TYPE),
              key("langfuse.observation.usage_details", Target.USAGE_DETAILS).inLlmCalls(),
              key("langfuse.observation.cost_details", Target.COSTS),
              key("langfuse.observation.completion_start_time", Target.TIME_OF_FIRST),
              key("langfuse.trace.name", Target.NAME_OF_TRACE),
              key("langfuse.trace.tags", Target.TAGS_OF_TRACE),
              key("langfuse.environment", Target.ENVIRONMENT),
              key("session.id", Target.SESSION),
              key("user.id", Target.METADATA)),
          Models::provider,
          List.of(
              key("langfuse.observation.model.name", Target.MODEL).inLlmCalls(),
              key("langfuse.observation.type", Target.KIND),
              key("langfuse.observation.usage_details", Target.USAGE_OBJECT).inLlmCalls(),
              key("langfuse.observation.input", Target.INPUT),
              key("langfuse.observation.output", Target.OUTPUT),
              key("langfuse.trace.input", Target.INPUT),
              key("langfuse.trace.output", Target.OUTPUT),
              key("langfuse.session.id", Target.THREAD),
              key("langfuse.trace.tags", Target.TAGS),
              prefix("langfuse.", Target.METADATA)));

  private Langfuse() {}
}
