package dev.opikdesktop.server.otlp.dialects;

import static dev.opikdesktop.server.otlp.dialects.Rule.prefix;

import java.util.List;

/** Hugging Face smolagents, beside OpenInference. */
final class Smolagents {
  static final Dialect DIALECT =
      new Dialect("smolagents", "1", List.of(prefix("smolagents.", Target.METADATA)));

  private Smolagents() {}
}
