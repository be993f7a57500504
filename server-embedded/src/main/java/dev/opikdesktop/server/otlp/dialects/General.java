package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/** What any program may set, and Opik's own attributes. */
final class General {
  static final Dialect DIALECT =
      new Dialect(
          "General",
          "1",
          List.of(
              key("opik.tags", Target.TAGS),
              prefix("opik.metadata", Target.METADATA),
              key("thread_id", Target.THREAD),
              prefix("input", Target.INPUT),
              prefix("output", Target.OUTPUT),
              prefix("metadata.", Target.METADATA),
              prefix("code.", Target.METADATA)));

  private General() {}
}
