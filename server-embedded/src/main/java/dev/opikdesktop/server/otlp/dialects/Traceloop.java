package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

  /**
   * Instrumentations that number the messages of a call, before the newer form of the conventions;
   * their scopes tell an answer from a question.
   */
  static final List<Dialect> NUMBERING =
      Stream.of(
              "anthropic",
              "bedrock",
              "cohere",
              "google_generativeai",
              "groq",
              "langchain",
              "llamaindex",
              "mistralai",
              "ollama",
              "openai.",
              "together",
              "vertexai")
          .map(library -> "opentelemetry.instrumentation." + library)
          .map(
              scope ->
                  new Dialect(
                      "OpenLLMetry with numbered messages",
                      "0.40",
                      scope,
                      List.of(
                          key("gen_ai.system", Target.PROVIDER).spelt(Traceloop::provider),
                          prefix("gen_ai.completion.", Target.OUTPUT),
                          key("gen_ai.tool.name", Target.METADATA).inToolCalls()),
                      List.of()))
          .toList();

  private Traceloop() {}

  /** The older names begin with capitals: "OpenAI", "AWS". */
  private static String provider(String name) {
    return switch (name) {
      case "AWS" -> "bedrock";
      case "Google" -> "google_ai";
      case "MistralAI" -> "mistral";
      case "OpenAI", "Anthropic", "Azure", "Cohere", "Groq", "Ollama" ->
          name.toLowerCase(Locale.ROOT);
      default -> name;
    };
  }
}
