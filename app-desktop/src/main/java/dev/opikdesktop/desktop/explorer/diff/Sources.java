package dev.opikdesktop.desktop.explorer.diff;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.Trace;
import org.jspecify.annotations.Nullable;

/** The payloads of one side. */
public record Sources(Payload input, Payload output, Payload metadata, @Nullable ErrorInfo error) {
  /** A side with nothing in it. */
  public static final Sources NONE = new Sources(Payload.NONE, Payload.NONE, Payload.NONE, null);

  public static Sources of(Trace trace) {
    return new Sources(trace.input(), trace.output(), trace.metadata(), trace.error());
  }

  public static Sources of(Span span) {
    return new Sources(span.input(), span.output(), span.metadata(), span.error());
  }
}
