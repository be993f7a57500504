package dev.opikdesktop.server.spans;

import java.io.ByteArrayInputStream;
import java.util.List;

/** Opens the reading of batches to the benchmarks, which lie in another package. */
public final class SpanParsing {
  private SpanParsing() {}

  /**
   * Reads the body of a batch of spans.
   *
   * @return how many there are
   */
  public static int count(byte[] body) {
    List<SpanWrite> writes = SpanJson.readBatch(new ByteArrayInputStream(body));
    return writes.size();
  }
}
