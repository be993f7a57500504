package dev.opikdesktop.server.telemetry;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A header on what this process exports. If that comes back to this very process, by whatever name
 * it was called, it makes no spans, which would be exported again.
 */
record ExportMark(String value) {
  static final String HEADER = "x-opik-desktop-telemetry";

  static ExportMark ofThisProcess() {
    return new ExportMark(UUID.randomUUID().toString());
  }

  boolean isOn(Function<String, Optional<String>> headers) {
    return headers.apply(HEADER).filter(value::equals).isPresent();
  }
}
