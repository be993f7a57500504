package dev.opikdesktop.server.telemetry;

import dev.opikdesktop.server.http.RequestObserver;
import dev.opikdesktop.storage.observation.Observation;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A span for each request but those of supervisors. */
final class TracedRequests implements RequestObserver {
  /**
   * Asked every few seconds by whoever looks whether the server is there, our window among them.
   */
  private static final Set<String> SUPERVISION =
      Set.of(
          "/is-alive/ping",
          "/is-alive/ver",
          "/health-check",
          "/metrics",
          "/v1/private/opik-desktop/about");

  private static final int SERVER_ERROR = 500;

  /** The method that a call of gRPC is told with. */
  private static final String CALL = "GRPC";

  private static final TextMapGetter<Function<String, Optional<String>>> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Function<String, Optional<String>> headers) {
          return List.of();
        }

        @Override
        public @Nullable String get(
            @Nullable Function<String, Optional<String>> headers, String name) {
          return headers == null ? null : headers.apply(name).orElse(null);
        }
      };

  private final SpanObservation origin;
  private final RequestObserver measures;
  private final boolean joinsCallers;

  /**
   * @param joinsCallers whether a span is a part of its caller's trace, and not linked to it alone
   */
  TracedRequests(SpanObservation origin, RequestObserver measures, boolean joinsCallers) {
    this.origin = origin;
    this.measures = measures;
    this.joinsCallers = joinsCallers;
  }

  @Override
  public Observation begun(Function<String, Optional<String>> headers) {
    Observation unused = measures.begun(headers);
    if (ExportMark.isOn(headers)) {
      return Observation.NONE;
    }
    Context caller =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
    SpanBuilder builder = origin.builder("HTTP", SpanKind.SERVER);
    SpanContext theirs = Span.fromContext(caller).getSpanContext();
    if (joinsCallers) {
      builder.setParent(caller);
    } else if (theirs.isValid()) {
      builder.addLink(theirs);
    }
    return origin.begin(builder);
  }

  @Override
  public void ended(Observation request, String method, String route, int status, long nanos) {
    measures.ended(request, method, route, status, nanos);
    if (!(request instanceof SpanObservation span) || SUPERVISION.contains(route)) {
      // A span that never ends is never told.
      return;
    }
    boolean known = !route.equals("none");
    if (method.equals(CALL)) {
      span.with("rpc.system", "grpc");
      span.rename(known ? route.substring(1) : "gRPC");
      if (known) {
        span.with("rpc.service", route.substring(1, route.lastIndexOf('/')))
            .with("rpc.method", route.substring(route.lastIndexOf('/') + 1));
      }
    } else {
      describe(span, method, route, known);
    }
    span.with("http.response.status_code", status);
    if (status >= SERVER_ERROR) {
      span.failed(Integer.toString(status));
    }
    span.end();
  }

  private static void describe(SpanObservation span, String method, String route, boolean known) {
    span.rename(known ? method + " " + route : method);
    span.with("http.request.method", method.equals("OTHER") ? "_OTHER" : method)
        .with("url.scheme", "http");
    if (known) {
      span.with("http.route", route);
    }
  }
}
