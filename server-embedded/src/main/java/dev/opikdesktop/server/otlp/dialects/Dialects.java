package dev.opikdesktop.server.otlp.dialects;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All dialects, in the order in which they are asked; the first rule that matches a key counts,
 * whoever wrote the span (Opik contract 5.13). Before them come the rules that a dialect has for
 * the spans of its own library.
 */
public final class Dialects {
  public static final List<Dialect> ALL =
      List.of(
          Logfire.DIALECT,
          GenAi.DIALECT,
          Traceloop.DIALECT,
          OpenInference.DIALECT,
          LiveKit.DIALECT,
          Pydantic.DIALECT,
          LiteLlm.DIALECT,
          General.DIALECT,
          Smolagents.DIALECT,
          Langfuse.DIALECT,
          VercelAi.DIALECT,
          VercelAi.SEVEN,
          ClaudeCode.DIALECT,
          Codex.DIALECT);

  private static final RuleTable SHARED =
      new RuleTable(
          ALL.stream().flatMap(dialect -> dialect.rules().stream()).toList(), null, model -> null);

  /** By the words that the name of a scope begins with, the longest first. */
  private static final Map<String, RuleTable> OF_SCOPES = new LinkedHashMap<>();

  static {
    Stream.concat(ALL.stream(), Traceloop.NUMBERING.stream())
        .filter(dialect -> !dialect.own().isEmpty())
        .sorted(Comparator.comparing(dialect -> -dialect.scope().length()))
        .forEach(
            dialect ->
                OF_SCOPES.put(
                    dialect.scope(), new RuleTable(dialect.own(), SHARED, dialect.providers())));
  }

  private Dialects() {}

  /** The rules for the spans of an instrumentation scope. */
  public static RuleTable of(String scope) {
    for (Map.Entry<String, RuleTable> own : OF_SCOPES.entrySet()) {
      if (isWithin(scope, own.getKey())) {
        return own.getValue();
      }
    }
    return SHARED;
  }

  /** Whether the name of a scope begins with these whole words: "ai" is not within "aiohttp". */
  private static boolean isWithin(String scope, String words) {
    return scope.startsWith(words)
        && (scope.length() == words.length()
            || !Character.isLetterOrDigit(words.charAt(words.length() - 1))
            || !Character.isLetterOrDigit(scope.charAt(words.length())));
  }
}
