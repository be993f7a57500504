package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Codex's own spans: what its program does, some hundred spans a turn. The turn has the model and
 * all that it used, so it is the call; the counts of each answer below it are metadata.
 */
final class Codex {
  private static final Map<String, String> COUNTS =
      Map.of(
          "input_tokens", "prompt_tokens",
          "output_tokens", "completion_tokens",
          "cached_input_tokens", "cache_read.input_tokens",
          "cache_write_input_tokens", "cache_creation.input_tokens",
          "reasoning_output_tokens", "reasoning_tokens");

  static final Dialect DIALECT =
      new Dialect(
          "Codex",
          "0.169.0",
          "codex",
          List.of(
              key("model", Target.MODEL).inCallsOnly(),
              prefix("codex.turn.token_usage.", Target.USAGE).spelt(Codex::count).inLlmCalls(),
              key("conversation.id", Target.SESSION),
              key("thread_id", Target.SESSION),
              key("codex.tool.phase", Target.METADATA).inToolCalls(),
              prefix("", Target.METADATA)),
          Codex::provider,
          List.of());

  private Codex() {}

  private static String count(String name) {
    return COUNTS.getOrDefault(name, name);
  }

  /** Codex does not say who runs the model; models of others are run by whom its user likes. */
  private static @Nullable String provider(String model) {
    return model.startsWith("gpt-") || model.startsWith("codex-") ? "openai" : null;
  }
}
