package dev.opikdesktop.server.otlp;

import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of an export was refused. The response messages of the three signals differ in one name
 * of their JSON form only.
 *
 * @param counted the name of the count in JSON: "rejectedSpans"
 * @param refused how many
 * @param message what and why; empty when all is well
 */
record Partial(String counted, long refused, String message) {
  static final String SPANS = "rejectedSpans";
  static final String LOGS = "rejectedLogRecords";
  static final String METRICS = "rejectedDataPoints";

  byte[] protobuf() {
    ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
    if (!message.isEmpty()) {
      response.setPartialSuccess(
          ExportTracePartialSuccess.newBuilder()
              .setRejectedSpans(refused)
              .setErrorMessage(message));
    }
    return response.build().toByteArray();
  }

  /** Protobuf's JSON writes whole numbers of 64 bits as text. */
  Map<String, Object> json() {
    if (message.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> partial = new LinkedHashMap<>();
    partial.put(counted, Long.toString(refused));
    partial.put("errorMessage", message);
    return Map.of("partialSuccess", partial);
  }
}
