package dev.opikdesktop.transfer.foreign;

import io.opentelemetry.proto.trace.v1.Span;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The spans of a file, one by one in its order. */
interface SpanStream extends AutoCloseable {
  /** A span, or why there is none. */
  sealed interface Item permits Found, Unfit {}

  /**
   * A span as it was when OpenTelemetry had it.
   *
   * @param place where it stands
   */
  record Found(SpanOrigin origin, Span span, String place) implements Item {}

  /**
   * What cannot become a span.
   *
   * @param place where it stands
   */
  record Unfit(String place, String reason) implements Item {}

  /**
   * The next one, null behind the last.
   *
   * @throws JacksonException when the rest cannot be read
   */
  @Nullable Item next();

  /** Where such a failure is. */
  String place(JacksonException failure);

  /** After such a failure: the same file from the next line on, or null if it has no such lines. */
  @Nullable SpanStream behindBrokenLine();

  @Override
  void close();
}
