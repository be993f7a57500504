package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.spans.SpanWrite;
import dev.opikdesktop.server.traces.TraceWrite;
import java.util.List;

/**
 * Takes what an OpenTelemetry exporter sent, in the form of the batch creates. An exporter may send
 * a span again: a row that is there already is no error, and the greatest last_updated_at decides.
 */
@FunctionalInterface
public interface OtlpSink {
  /** Returns when all rows are stored for good. All ids are set; costs are not estimated yet. */
  void write(Caller caller, List<TraceWrite> traces, List<SpanWrite> spans);
}
