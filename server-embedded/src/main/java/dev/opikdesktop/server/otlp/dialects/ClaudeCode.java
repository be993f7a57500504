package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Claude Code's own spans (Opik contract 5.13). What no rule knows describes, and is metadata. */
final class ClaudeCode {
  /** Anthropic's own counts, in which the cache is not part of the input. */
  private static final Map<String, String> COUNTS =
      Map.of(
          "input_tokens", "original_usage.input_tokens",
          "output_tokens", "original_usage.output_tokens",
          "cache_read_tokens", "original_usage.cache_read_input_tokens",
          "cache_creation_tokens", "original_usage.cache_creation_input_tokens");

  private static final List<Rule> OWN =
      List.of(
          key("model", Target.MODEL).inLlmCalls(),
          key("input_tokens", Target.USAGE).spelt(ClaudeCode::count).inLlmCalls(),
          key("output_tokens", Target.USAGE).spelt(ClaudeCode::count).inLlmCalls(),
          key("cache_read_tokens", Target.USAGE).spelt(ClaudeCode::count).inLlmCalls(),
          key("cache_creation_tokens", Target.USAGE).spelt(ClaudeCode::count).inLlmCalls(),
          key("session.id", Target.SESSION),
          // That of an agent below the session is the agent's own.
          key("gen_ai.conversation.id", Target.METADATA),
          key("tool_name", Target.METADATA).inToolCalls(),
          key("user_prompt", Target.INPUT),
          key("system_prompt_preview", Target.INPUT),
          key("user_system_prompt", Target.INPUT),
          key("tools", Target.INPUT),
          key("new_context", Target.INPUT).inCallsOnly(),
          key("system_reminders", Target.INPUT).inCallsOnly(),
          key("tool_input", Target.INPUT),
          key("full_command", Target.INPUT),
          key("file_path", Target.INPUT),
          key("hook_event", Target.INPUT),
          key("hook_name", Target.INPUT),
          key("hook_definitions", Target.INPUT),
          key("response.model_output", Target.ANSWER),
          key("response.has_tool_call", Target.OUTPUT),
          key("stop_reason", Target.OUTPUT),
          // An event with what the tool gave back.
          key("tool.output", Target.OUTPUT));

  static final Dialect DIALECT =
      new Dialect(
          "Claude Code",
          "2.1.332",
          "com.anthropic.claude_code",
          Stream.of(OWN, GenAi.DIALECT.rules(), List.of(prefix("", Target.METADATA)))
              .flatMap(List::stream)
              .toList(),
          model -> "anthropic",
          List.of());

  private ClaudeCode() {}

  private static String count(String name) {
    return COUNTS.getOrDefault(name, name);
  }
}
