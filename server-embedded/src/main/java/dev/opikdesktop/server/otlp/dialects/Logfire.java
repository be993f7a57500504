package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/** Logfire's own attributes; the calls that it watches speak the other dialects. */
final class Logfire {
  static final Dialect DIALECT =
      new Dialect(
          "Logfire",
          "4",
          List.of(
              key("logfire.json_schema", Target.NOTHING),
              key("logfire.span_type", Target.NOTHING),
              prefix("logfire.", Target.METADATA),
              key("request_data", Target.INPUT).inLlmCalls(),
              key("response_data", Target.INPUT).inLlmCalls(),
              key("events", Target.INPUT).inLlmCalls(),
              key("prompt", Target.INPUT)));

  private Logfire() {}
}
