package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/** OpenInference: the instrumentations of Arize Phoenix. */
final class OpenInference {
  static final Dialect DIALECT =
      new Dialect(
          "OpenInference",
          "0.1.80",
          List.of(
              key("llm.model_name", Target.MODEL).inLlmCalls(),
              key("embedding.model_name", Target.MODEL),
              key("openinference.span.kind", Target.KIND),
              prefix("llm.token_count.", Target.USAGE).inLlmCalls(),
              key("input.value", Target.INPUT),
              key("input.mime_type", Target.INPUT),
              key("output.value", Target.OUTPUT),
              key("output.mime_type", Target.OUTPUT),
              prefix("llm.input_messages.", Target.INPUT),
              prefix("llm.output_messages.", Target.OUTPUT),
              prefix("retrieval.documents.", Target.OUTPUT),
              prefix("reranker.output_documents.", Target.OUTPUT),
              // Not metadata as other keys of llm. are: so Opik does it.
              key("llm.provider", Target.HOST),
              key("llm.system", Target.MAKER),
              key("llm.invocation_parameters", Target.INPUT),
              prefix("llm.prompt", Target.INPUT),
              prefix("llm.tools.", Target.INPUT),
              key("tool.name", Target.METADATA),
              key("tool.description", Target.METADATA),
              key("agent.name", Target.METADATA),
              prefix("graph.", Target.METADATA),
              key("embedding.invocation_parameters", Target.METADATA)));

  private OpenInference() {}
}
