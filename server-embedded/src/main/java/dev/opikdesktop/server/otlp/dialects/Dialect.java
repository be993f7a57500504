package dev.opikdesktop.server.otlp.dialects;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one family of instrumentation libraries. The first rule that matches counts.
 *
 * @param version of the library or convention whose attributes the tables know
 * @param scope the words that the names of the library's own instrumentation scopes begin with, or
 *     empty
 * @param own what attributes mean in spans of that scope, asked before the rules of all dialects:
 *     for names that mean something else, or nothing, when another library sets them
 * @param providers who runs a model, for calls of that scope in which no attribute tells
 * @param rules for the spans of whichever scope
 */
public record Dialect(
    String name,
    String version,
    String scope,
    List<Rule> own,
    Function<String, @Nullable String> providers,
    List<Rule> rules) {
  public Dialect {
    own = List.copyOf(own);
    rules = List.copyOf(rules);
  }

  /** Whose calls all name their providers. */
  Dialect(String name, String version, String scope, List<Rule> own, List<Rule> rules) {
    this(name, version, scope, own, model -> null, rules);
  }

  /** Without rules for its own spans only. */
  Dialect(String name, String version, List<Rule> rules) {
    this(name, version, "", List.of(), rules);
  }
}
