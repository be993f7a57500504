package dev.opikdesktop.benchmarks.micro;

import dev.opikdesktop.benchmarks.Bodies;
import dev.opikdesktop.server.spans.SpanParsing;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Opik's JSON of a thousand spans becomes a thousand writes. */
@State(Scope.Benchmark)
public class SpanBatchParser {
  private final byte[] body = Bodies.thousandSpans();

  /** Reads the body once. */
  @Benchmark
  public int readsAThousandSpans() {
    return SpanParsing.count(body);
  }
}
