package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/** Hugging Face smolagents, beside OpenInference, whose instrumentation of it this is. */
final class Smolagents {
  static final Dialect DIALECT =
      new Dialect(
          "smolagents",
          "1.26.0",
          "openinference.instrumentation.smolagents",
          List.of(
              key("openinference.span.kind", Target.TYPE),
              key("session.id", Target.SESSION),
              key("user.id", Target.METADATA),
              key("tag.tags", Target.TAGS_OF_TRACE),
              key("metadata", Target.METADATA),
              key("input.mime_type", Target.METADATA),
              key("output.mime_type", Target.METADATA),
              key("llm.invocation_parameters", Target.METADATA),
              key("tool.parameters", Target.METADATA)),
          List.of(prefix("smolagents.", Target.METADATA)));

  private Smolagents() {}
}
