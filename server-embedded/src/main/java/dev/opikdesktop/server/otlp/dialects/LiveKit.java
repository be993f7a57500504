package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.key;
import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/** LiveKit Agents: speech in, speech out. */
final class LiveKit {
  static final Dialect DIALECT =
      new Dialect(
          "LiveKit",
          "1.2",
          List.of(
              key("lk.user_input", Target.INPUT),
              key("lk.instructions", Target.INPUT),
              key("lk.response.text", Target.OUTPUT),
              prefix("lk.", Target.METADATA)));

  private LiveKit() {}
}
