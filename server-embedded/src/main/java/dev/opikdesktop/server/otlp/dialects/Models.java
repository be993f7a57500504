package dev.opikdesktop.server.otlp.dialects;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose models are called how, for libraries that name a model and not who runs it. */
final class Models {
  private static final Map<String, String> PROVIDERS = new LinkedHashMap<>();

  static {
    PROVIDERS.put("gpt-", "openai");
    PROVIDERS.put("chatgpt-", "openai");
    PROVIDERS.put("o1", "openai");
    PROVIDERS.put("o3", "openai");
    PROVIDERS.put("o4", "openai");
    PROVIDERS.put("text-embedding-", "openai");
    PROVIDERS.put("claude-", "anthropic");
    PROVIDERS.put("gemini-", "google_ai");
  }

  private Models() {}

  /** Opik's name of the model's maker, or null when the name does not tell. */
  static @Nullable String provider(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    return PROVIDERS.entrySet().stream()
        .filter(maker -> name.startsWith(maker.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
