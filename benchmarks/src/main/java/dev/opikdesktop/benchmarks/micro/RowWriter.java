package dev.opikdesktop.benchmarks.micro;

import dev.opikdesktop.benchmarks.Bodies;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A thousand rows of the columns that a span has, with 500 bytes of input and of output each. */
@State(Scope.Benchmark)
public class RowWriter {
  private static final int ROWS = 1_000;
  private static final int FIRST_SIZE = 1 << 16;

  private final UUID id = new UUID(0x0190_0000_0000_7000L, Long.MIN_VALUE);
  private final Instant time = Instant.parse("2026-01-01T10:20:30.123456Z");
  private final String english = Bodies.english(500);
  private final String chinese = Bodies.chinese(166);

  /** English in one column and Chinese in the other. */
  @Benchmark
  public int writesAThousandRows() {
    RowBinaryWriter out = new RowBinaryWriter(FIRST_SIZE);
    for (int row = 0; row < ROWS; row++) {
      out.id(id).id(id).id(id).id(id).id(id).instant9(time);
      out.string("chat").uint8(1);
      out.nullableInstant9(time);
      out.string(english).uint8(0).string("");
      out.string(chinese).uint8(0).string("");
      out.string("{}").string("gpt-4o-mini").string("openai").strings(List.of("common"));
      out.length(2);
      out.string("prompt_tokens").int32(300).string("completion_tokens").int32(40);
      out.instant9(time).string("admin").instant6(time).string("admin").instant6(time);
    }
    return out.size();
  }
}
