package dev.opikdesktop.server.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** An exporter of spans of whose failures the log tells. */
record ReportingExporter(SpanExporter exporter, ExportReports reports) implements SpanExporter {
  ReportingExporter(SpanExporter exporter) {
    this(exporter, new ExportReports("Spans"));
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return reports.heard(exporter.export(spans));
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
