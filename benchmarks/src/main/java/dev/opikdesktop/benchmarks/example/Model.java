package dev.opikdesktop.benchmarks.example;

import tools.jackson.databind.node.ObjectNode;

/** Models that have a price, and how fast they speak. */
enum Model {
  GPT_4O("gpt-4o", "openai", 420, 85),
  GPT_4O_MINI("gpt-4o-mini", "openai", 310, 120),
  CLAUDE_SONNET("claude-sonnet-4-5", "anthropic", 900, 70),
  CLAUDE_HAIKU("claude-haiku-4-5", "anthropic", 450, 140),
  GEMINI_FLASH("gemini-2.5-flash", "google_vertexai", 380, 180),
  EMBEDDING("text-embedding-3-small", "openai", 40, 0);

  final String id;
  final String provider;

  /** Milliseconds to the first token, in the median. */
  final double firstToken;

  /** Tokens a second; 0 if it writes none. */
  final double speed;

  Model(String id, String provider, double firstToken, double speed) {
    this.id = id;
    this.provider = provider;
    this.firstToken = firstToken;
    this.speed = speed;
  }

  /**
   * Writes the counts of a call as the SDK flattens what the provider said (Opik contract 2.11).
   *
   * @param prompt tokens read, those of the cache included
   * @param cached how many of these came from the provider's cache
   */
  void usage(ObjectNode usage, int prompt, int completion, int cached) {
    usage
        .put("prompt_tokens", prompt)
        .put("completion_tokens", completion)
        .put("total_tokens", prompt + completion);
    switch (provider) {
      case "anthropic" ->
          usage
              .put("original_usage.input_tokens", prompt - cached)
              .put("original_usage.output_tokens", completion)
              .put("original_usage.cache_read_input_tokens", cached)
              .put("original_usage.cache_creation_input_tokens", 0);
      case "google_vertexai" ->
          usage
              .put("original_usage.prompt_token_count", prompt)
              .put("original_usage.candidates_token_count", completion)
              .put("original_usage.cached_content_token_count", cached)
              .put("original_usage.total_token_count", prompt + completion);
      default ->
          usage
              .put("original_usage.prompt_tokens", prompt)
              .put("original_usage.completion_tokens", completion)
              .put("original_usage.total_tokens", prompt + completion)
              .put("original_usage.prompt_tokens_details.cached_tokens", cached)
              .put("original_usage.completion_tokens_details.reasoning_tokens", 0);
    }
  }
}
