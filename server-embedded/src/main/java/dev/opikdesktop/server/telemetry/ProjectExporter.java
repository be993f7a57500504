package dev.opikdesktop.server.telemetry;

import dev.opikdesktop.server.telemetry.Telemetry.SpanStore;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stores spans in a project, in this process. The thread that does it is at no observation, so
 * storing spans makes none.
 */
final class ProjectExporter implements SpanExporter {
  /** How long the first spans wait for the end of the start that they tell of. */
  private static final long PATIENCE_SECONDS = 20;

  private final String project;
  private final CompletableFuture<SpanStore> store = new CompletableFuture<>();

  ProjectExporter(String project) {
    this.project = project;
  }

  /** From now on. */
  void storeIn(SpanStore chosen) {
    store.complete(chosen);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      TraceRequestMarshaler.create(spans).writeBinaryTo(bytes);
      store
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .store(project, ExportTraceServiceRequest.parseFrom(bytes.toByteArray()));
      return CompletableResultCode.ofSuccess();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableResultCode.ofExceptionalFailure(e);
    } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
      return CompletableResultCode.ofExceptionalFailure(e);
    }
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
