package dev.opikdesktop.server.telemetry;

import java.util.Optional;
import java.util.function.Function;

/**
 * A header on what is exported. A request with it makes no spans, which would be exported again: be
 * it that it comes back to this very process, by whatever name, or that two tell each other.
 */
final class ExportMark {
  static final String HEADER = "x-opik-desktop-telemetry";
  static final String VALUE = "own";

  private ExportMark() {}

  static boolean isOn(Function<String, Optional<String>> headers) {
    return headers.apply(HEADER).isPresent();
  }
}
