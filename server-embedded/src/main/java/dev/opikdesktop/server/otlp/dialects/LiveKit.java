package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/**
 * LiveKit Agents: speech in, speech out. What people say is named "lk.pii." in newer versions, and
 * "lk." in older ones.
 */
final class LiveKit {
  static final Dialect DIALECT =
      new Dialect(
          "LiveKit",
          "1.8.9",
          "livekit-agents",
          List.of(
              // The spans around a call of a model name the model too.
              key("gen_ai.request.model", Target.MODEL),
              key("gen_ai.tool.name", Target.METADATA).inToolCalls(),
              prefix("exception.", Target.METADATA)),
          List.of(
              key("lk.user_input", Target.INPUT),
              key("lk.pii.user_input", Target.INPUT),
              key("lk.instructions", Target.INPUT),
              key("lk.pii.instructions", Target.INPUT),
              key("lk.chat_ctx", Target.INPUT),
              key("lk.pii.chat_ctx", Target.INPUT),
              key("lk.input_text", Target.INPUT),
              key("lk.pii.input_text", Target.INPUT),
              key("lk.function_tool.arguments", Target.INPUT),
              key("lk.pii.function_tool.arguments", Target.INPUT),
              key("lk.response.text", Target.OUTPUT),
              key("lk.pii.response.text", Target.OUTPUT),
              key("lk.response.function_calls", Target.OUTPUT),
              key("lk.pii.response.function_calls", Target.OUTPUT),
              key("lk.function_tool.output", Target.OUTPUT),
              key("lk.pii.function_tool.output", Target.OUTPUT),
              key("lk.user_transcript", Target.OUTPUT),
              key("lk.pii.user_transcript", Target.OUTPUT),
              key("lk.response.ttft", Target.SECONDS_TO_FIRST),
              prefix("lk.", Target.METADATA)));

  private LiveKit() {}
}
