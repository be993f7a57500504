package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.desktop.explorer.opening.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTest {
  private static final String SPANS = "{\"resourceSpans\": []}";

  @TempDir Path folder;
  private final Path zip = Path.of("traces.zip");

  @Test
  void aFileInAFolderIsFoundAndGoneAfterwards() throws IOException {
    Path packed = packed("run/day/traces.json", SPANS);

    Path unpacked;
    try (Unpacked found = Unpacked.at(packed)) {
      unpacked = found.what().path();
      assertThat(found.what().form()).isEqualTo("OTLP JSON");
      assertThat(unpacked).hasContent(SPANS);
      assertThat(found.states(folder)).isNotEqualTo(folder);
    }
    assertThat(unpacked).doesNotExist();
  }

  @Test
  void whatIsNotPackedIsReadWhereItLies() throws IOException {
    Path file = Files.writeString(folder.resolve("traces.json"), SPANS);

    try (Unpacked found = Unpacked.at(file)) {
      assertThat(found.what().path()).isEqualTo(file);
      assertThat(found.states(folder)).isEqualTo(folder);
    }
    assertThat(file).exists();
  }

  @Test
  void nothingIsWrittenOutside() throws IOException {
    Path packed = packed("../outside.json", SPANS);

    assertThatThrownBy(() -> new ZipArchive(packed).unpack(folder.resolve("in")))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("outside of its folder: ../outside.json");
    assertThat(folder.resolve("outside.json")).doesNotExist();
  }

  @Test
  void whatWouldFillTheDiskIsNotUnpackedToItsEnd() throws IOException {
    Path packed = packed("zeros.json", "0".repeat(1 << 20));

    assertThatThrownBy(() -> new ZipArchive(packed, 1_000).unpack(folder.resolve("in")))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("200 times as large");
    assertThat(Files.size(folder.resolve("in/zeros.json"))).isLessThan(1 << 20);
  }

  @Test
  void whatIsNotKnownIsSaidOfTheFileThatWasHandedOver() throws IOException {
    Path packed = packed("orders.json", "{\"orders\": []}");

    assertThatThrownBy(() -> Unpacked.at(packed))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining(packed.toString())
        .hasMessageContaining("it begins with 'orders'");
  }

  @Test
  void aBrokenOneIsSaid() throws IOException {
    Path broken = Files.write(folder.resolve(zip), new byte[] {'P', 'K', 3, 4, 0, 0});

    assertThatThrownBy(() -> Unpacked.at(broken))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("cannot be unpacked");
  }

  private Path packed(String name, String text) throws IOException {
    Path file = folder.resolve(zip);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry(name));
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    return file;
  }
}
