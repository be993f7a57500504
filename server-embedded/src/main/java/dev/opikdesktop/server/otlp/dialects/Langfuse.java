package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/** Langfuse's SDKs of version 3 and later. */
final class Langfuse {
  static final Dialect DIALECT =
      new Dialect(
          "Langfuse",
          "3",
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
