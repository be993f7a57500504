package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/**
 * Logfire's own attributes, which Pydantic AI has too; the calls that it watches have scopes such
 * as "logfire.openai".
 */
final class Logfire {
  static final Dialect DIALECT =
      new Dialect(
          "Logfire",
          "5.4.0",
          "logfire.",
          List.of(
              key("response_data", Target.OUTPUT).inLlmCalls(),
              key("async", Target.METADATA),
              key("duration", Target.METADATA)),
          List.of(
              key("logfire.json_schema", Target.NOTHING),
              key("logfire.span_type", Target.NOTHING),
              key("logfire.msg", Target.TITLE),
              key("logfire.tags", Target.TRACE_TAGS),
              key("operation.cost", Target.COST),
              prefix("logfire.", Target.METADATA),
              key("request_data", Target.INPUT).inLlmCalls(),
              key("response_data", Target.INPUT).inLlmCalls(),
              key("events", Target.EVENTS).inLlmCalls(),
              key("prompt", Target.INPUT)));

  private Logfire() {}
}
