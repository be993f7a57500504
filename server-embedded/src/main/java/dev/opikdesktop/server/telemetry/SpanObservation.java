package dev.opikdesktop.server.telemetry;

import dev.opikdesktop.storage.observation.Observation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** A span, or the place where those without a parent begin. */
final class SpanObservation implements Observation {
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private final Tracer tracer;
  private final Observation origin;
  private final @Nullable Span span;

  /** The place where spans without a parent begin. */
  SpanObservation(Tracer tracer) {
    this.tracer = tracer;
    this.origin = this;
    this.span = null;
  }

  private SpanObservation(Tracer tracer, Observation origin, Span span) {
    this.tracer = tracer;
    this.origin = origin;
    this.span = span;
  }

  /** Begins a span; one that is not sampled is watched by nobody. */
  Observation begin(SpanBuilder builder) {
    Span begun = builder.startSpan();
    return begun.isRecording() ? new SpanObservation(tracer, origin, begun) : NONE;
  }

  SpanBuilder builder(String name, SpanKind kind) {
    SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(kind);
    return span == null ? builder.setNoParent() : builder.setParent(Context.root().with(span));
  }

  @Override
  public boolean isWatched() {
    return span != null;
  }

  @Override
  public Observation part(Kind kind, String name) {
    return switch (kind) {
      // Outside of any work, a statement says little: a look by the clock, most of the time.
      case ASKED -> span == null ? NONE : begin(builder(name, SpanKind.CLIENT));
      case OWN -> begin(builder(name, SpanKind.INTERNAL));
    };
  }

  @Override
  public Observation origin() {
    return origin;
  }

  @Override
  public Observation with(String name, String value) {
    if (span != null) {
      span.setAttribute(name, value);
    }
    return this;
  }

  @Override
  public Observation with(String name, long value) {
    if (span != null) {
      span.setAttribute(name, value);
    }
    return this;
  }

  @Override
  public Observation failed(Throwable failure) {
    return failed(failure.getClass().getName());
  }

  /** As {@link #failed(Throwable)}, with any name for the type of the failure. */
  Observation failed(String type) {
    if (span != null) {
      span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, type);
    }
    return this;
  }

  @Override
  public Observation alsoFor(Observation other) {
    if (span != null && other instanceof SpanObservation theirs && theirs.span != null) {
      span.addLink(theirs.span.getSpanContext());
    }
    return this;
  }

  void rename(String name) {
    if (span != null) {
      span.updateName(name);
    }
  }

  @Override
  public void end() {
    if (span != null) {
      span.end();
    }
  }
}
