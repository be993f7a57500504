package dev.opikdesktop.server.otlp.dialects;

import java.util.List;

/**
 * The table of one family of instrumentation libraries. The first rule that matches counts.
 *
 * @param version of the library or convention whose attributes the table knows
 */
public record Dialect(String name, String version, List<Rule> rules) {
  public Dialect {
    rules = List.copyOf(rules);
  }
}
