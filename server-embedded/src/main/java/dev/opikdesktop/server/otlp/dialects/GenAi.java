package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/**
 * OpenTelemetry's conventions for generative AI, both the older gen_ai.prompt and the newer
 * gen_ai.input. In spans of OpenTelemetry's own instrumentations a tool's name makes a tool's span.
 */
final class GenAi {
  static final Dialect DIALECT =
      new Dialect(
          "GenAI",
          "1.37",
          "opentelemetry.instrumentation",
          List.of(key("gen_ai.tool.name", Target.METADATA).inToolCalls()),
          List.of(
              key("gen_ai.response.model", Target.ANSWERING_MODEL).inLlmCalls(),
              key("gen_ai.request.model", Target.MODEL).inLlmCalls(),
              key("gen_ai.system", Target.PROVIDER),
              key("gen_ai.provider.name", Target.PROVIDER),
              key("server.address", Target.SERVER),
              key("server.port", Target.METADATA),
              key("error.type", Target.METADATA),
              key("gen_ai.operation.name", Target.OPERATION),
              key("gen_ai.conversation.id", Target.THREAD),
              key("gen_ai.usage.cost", Target.COST),
              prefix("gen_ai.usage.", Target.USAGE).inLlmCalls(),
              key("gen_ai.prompt", Target.INPUT),
              prefix("gen_ai.prompt.", Target.INPUT),
              prefix("gen_ai.input.", Target.INPUT),
              key("gen_ai.system_instructions", Target.INPUT),
              key("gen_ai.completion", Target.OUTPUT),
              // The numbered completions are input in Opik, unlike the whole one.
              prefix("gen_ai.completion.", Target.INPUT),
              prefix("gen_ai.output.", Target.OUTPUT),
              key("gen_ai.tool.call.arguments", Target.INPUT),
              key("gen_ai.tool.call.result", Target.OUTPUT),
              prefix("gen_ai.tool.", Target.METADATA),
              prefix("gen_ai.agent.", Target.METADATA),
              prefix("gen_ai.request.", Target.METADATA),
              key("gen_ai.response.time_to_first_chunk", Target.SECONDS_TO_FIRST),
              key("gen_ai.client.operation.time_to_first_chunk", Target.SECONDS_TO_FIRST),
              prefix("gen_ai.response.", Target.METADATA),
              key("gen_ai.retrieval.query.text", Target.INPUT),
              key("gen_ai.retrieval.documents", Target.OUTPUT),
              // Neither asked nor answered: the workflow, the size of an embedding, a service tier.
              prefix("gen_ai.", Target.METADATA),
              prefix("openai.", Target.METADATA),
              prefix("anthropic.", Target.METADATA),
              prefix("http.", Target.TRANSPORT),
              prefix("url.", Target.TRANSPORT)));

  private GenAi() {}
}
