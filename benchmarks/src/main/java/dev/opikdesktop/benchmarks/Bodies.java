package dev.opikdesktop.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Pieces of the workload for what measures a part of the application alone. */
public final class Bodies {
  private static final long SEED = 7;
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.UTF_8);

  private Bodies() {}

  /** The JSON of a batch of a thousand spans. */
  public static byte[] thousandSpans() {
    int traces = Workload.BATCH / Workload.SPANS_PER_TRACE;
    byte[] request =
        Workload.ofThirtyDays("parser", SEED, traces).spanBatches(0, traces).getFirst().bytes();
    int head = 0;
    while (!Arrays.equals(
        request, head, head + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
      head++;
    }
    return Arrays.copyOfRange(request, head + END_OF_HEAD.length, request.length);
  }

  /** Words of ASCII characters. */
  public static String english(int length) {
    return new Words(SEED).english(length);
  }

  /** About so many Chinese characters. */
  public static String chinese(int length) {
    return new Words(SEED).chinese(length / 2);
  }
}
