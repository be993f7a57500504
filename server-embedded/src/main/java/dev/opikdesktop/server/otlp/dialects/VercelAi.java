package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;
import java.util.Map;

/**
 * Vercel's AI SDK: up to version 6, and later where the program asks for it, with attributes of its
 * own; in version 7 mostly with those of the GenAI conventions.
 */
final class VercelAi {
  /** Opik's names of counts; others stay as they are. */
  private static final Map<String, String> COUNTS =
      Map.of(
          "inputTokens", "prompt_tokens",
          "promptTokens", "prompt_tokens",
          "tokens", "prompt_tokens",
          "outputTokens", "completion_tokens",
          "completionTokens", "completion_tokens",
          "totalTokens", "total_tokens",
          "reasoningTokens", "reasoning_tokens",
          "cachedInputTokens", "cache_read.input_tokens",
          "inputTokenDetails.cacheReadTokens", "cache_read.input_tokens",
          "inputTokenDetails.cacheWriteTokens", "cache_creation.input_tokens");

  /** Providers whose name is not what Opik calls them, by how the SDK's names begin. */
  private static final Map<String, String> PROVIDERS =
      Map.of(
          "google.vertex", "google_vertexai",
          "google.generative-ai", "google_ai",
          "vertex.anthropic", "anthropic_vertexai",
          "amazon-bedrock", "bedrock",
          "azure-openai", "azure");

  static final Dialect DIALECT =
      new Dialect(
          "Vercel AI SDK",
          "7",
          "ai",
          List.of(
              key("gen_ai.system", Target.PROVIDER).spelt(VercelAi::provider),
              key("operation.name", Target.METADATA),
              key("resource.name", Target.METADATA)),
          List.of(
              key("ai.operationId", Target.OPERATION),
              key("ai.model.id", Target.MODEL),
              key("ai.response.model", Target.ANSWERING_MODEL),
              key("ai.model.provider", Target.PROVIDER).spelt(VercelAi::provider),
              prefix("ai.usage.", Target.USAGE).spelt(VercelAi::count).inCallsOnly(),
              prefix("ai.prompt", Target.INPUT),
              prefix("ai.schema", Target.INPUT),
              key("ai.value", Target.INPUT),
              key("ai.values", Target.INPUT),
              key("ai.documents", Target.INPUT),
              key("ai.toolCall.args", Target.INPUT),
              key("ai.toolCall.result", Target.OUTPUT),
              key("ai.response.text", Target.OUTPUT),
              key("ai.response.toolCalls", Target.OUTPUT),
              key("ai.response.object", Target.OUTPUT),
              key("ai.response.reasoning", Target.OUTPUT),
              key("ai.response.files", Target.OUTPUT),
              key("ai.embedding", Target.OUTPUT),
              key("ai.embeddings", Target.OUTPUT),
              key("ai.ranking", Target.OUTPUT),
              key("ai.telemetry.metadata.sessionId", Target.SESSION),
              key("ai.telemetry.metadata.threadId", Target.SESSION),
              key("ai.telemetry.metadata.tags", Target.TRACE_TAGS),
              key("ai.settings.context.sessionId", Target.SESSION),
              key("ai.settings.context.threadId", Target.SESSION),
              key("ai.settings.context.tags", Target.TRACE_TAGS),
              prefix("ai.", Target.METADATA)));

  /**
   * Version 7 has a scope of its own. What its agents used is the sum over the calls below, which
   * an earlier export may have had.
   */
  static final Dialect SEVEN =
      new Dialect(
          "Vercel AI SDK with GenAI conventions",
          "7",
          "gen_ai",
          List.of(
              key("gen_ai.tool.name", Target.METADATA).inToolCalls(),
              prefix("gen_ai.usage.", Target.USAGE).inLlmCalls().inCallsOnly()),
          List.of());

  private VercelAi() {}

  private static String count(String name) {
    return COUNTS.getOrDefault(name, name);
  }

  /** The SDK names the provider and which of its services it calls: "openai.responses". */
  private static String provider(String name) {
    for (Map.Entry<String, String> opiks : PROVIDERS.entrySet()) {
      if (name.startsWith(opiks.getKey())) {
        return opiks.getValue();
      }
    }
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
