package dev.opikdesktop.transfer.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was done to a file, reading it ends with entries and sentences. */
final class DamagedFilesTest {
  private static final int DAMAGES = 400;
  private static final byte[] SIGNS = "{}[]\",:0-9a\\ \n\u0000".getBytes();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"agent.jsonl", "jaeger.json", "trace_1.json", "trace_1.csv"})
  void aFileThatIsCutAnywhereIsReadUpToThere(String name) throws Exception {
    byte[] whole = whole(name);
    for (int length = 1; length < whole.length; length += 1 + whole.length / DAMAGES) {
      read(name, Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent.jsonl", "jaeger.json", "trace_1.json", "trace_1.csv"})
  void aFileWithWrongSignsIsReadWhereItCanBe(String name) throws Exception {
    byte[] whole = whole(name);
    Random random = new Random(28);
    for (int i = 0; i < DAMAGES; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j <= i % 3; j++) {
        damaged[random.nextInt(damaged.length)] = SIGNS[random.nextInt(SIGNS.length)];
      }
      read(name, damaged);
    }
  }

  private void read(String name, byte[] content) throws Exception {
    Path file = Files.write(folder.resolve(name), content);
    Read read = Read.of(file);
    assertThat(read.entries().isEmpty() && read.failure() == null && content.length > 1000)
        .isFalse();
    if (read.failure() != null) {
      assertThat(read.failure()).contains(name);
    }
  }

  private static byte[] whole(String name) throws Exception {
    return Files.readAllBytes(
        Path.of(DamagedFilesTest.class.getResource("/foreign/" + name).toURI()));
  }
}
