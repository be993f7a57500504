package dev.opikdesktop.desktop.explorer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.Attachment;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.text.Embedded;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.LoggedTrace;
import dev.opikdesktop.server.RunningServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesModelTest {
  private static final RunningServer SERVER = RunningServer.shared();

  @TempDir Path folder;
  private final LoggedTrace logged = LoggedTrace.on(SERVER);
  private Drawing drawing;
  private FilesModel model;

  @BeforeEach
  void open() {
    drawing = new Drawing(URI.create("http://localhost:" + SERVER.server().restPort()));
    model = new FilesModel(drawing.client(), drawing.background());
    logged.attach("notes & more.txt", "text/plain", "call back");
    drawing.run(() -> model.show(LogKind.TRACES, logged.projectId(), logged.traceId()));
    await().until(() -> drawing.on(() -> model.filesProperty().get().size()) == 1);
  }

  @AfterEach
  void close() {
    drawing.close();
  }

  @Test
  void aTextIsReadAndSaved() throws IOException {
    Attachment file = drawing.on(() -> model.filesProperty().get().getFirst());
    assertThat(file.name()).isEqualTo("notes & more.txt");
    assertThat(file.bytes()).isEqualTo(9);
    await().until(() -> drawing.on(() -> model.textProperty().get()).equals("call back"));

    Path to = folder.resolve("saved.txt");
    drawing.run(() -> model.save(file, to));

    await().until(() -> drawing.on(() -> model.saidProperty().get()).startsWith("Saved"));
    assertThat(Files.readString(to)).isEqualTo("call back");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aMessageThatNamesAFileFindsIt() {
    assertThat(drawing.on(() -> model.address("[notes & more.txt]")))
        .contains("/attachment/download?");
    assertThat(drawing.on(() -> model.address("data:text/plain;base64,[notes & more.txt]")))
        .contains("/attachment/download?");
    assertThat(drawing.on(() -> model.address("elsewhere.png"))).isEqualTo("elsewhere.png");
  }

  @Test
  void theOpenFileStaysOpenWhileMoreAreFound() {
    Attachment file = drawing.on(() -> model.filesProperty().get().getFirst());
    Attachment other = new Attachment("other.bin", 3, "application/zip", "data:,");

    drawing.run(() -> model.show(List.of(other, file)));
    assertThat(drawing.on(() -> model.openedProperty().get())).isEqualTo(file);

    drawing.run(() -> model.show(List.of(other)));
    assertThat(drawing.on(() -> model.openedProperty().get() == null)).isTrue();
  }

  @Test
  void theFirstPageOfAPdfIsDrawn() throws IOException {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage(PDRectangle.A4));
      document.addPage(new PDPage(PDRectangle.A4));
      document.save(pdf);
    }

    open("application/pdf", pdf.toByteArray());

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> drawing.on(() -> model.saidProperty().get()).equals("Page 1 of 2"));
    BufferedImage page =
        ImageIO.read(new ByteArrayInputStream(drawing.on(() -> model.pageProperty().get()).png()));
    assertThat(page.getHeight()).isBetween(1_600, 1_700);
  }

  @Test
  void thePagesOfAPdfAreTurned() throws IOException {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage(PDRectangle.A4));
      document.addPage(new PDPage(PDRectangle.A5));
      document.save(pdf);
    }
    open("application/pdf", pdf.toByteArray());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> drawing.on(() -> model.pageProperty().get() != null));

    drawing.run(() -> model.turn(1));

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> drawing.on(() -> model.saidProperty().get()).equals("Page 2 of 2"));
    BufferedImage page =
        ImageIO.read(new ByteArrayInputStream(drawing.on(() -> model.pageProperty().get()).png()));
    assertThat(page.getHeight()).isBetween(1_180, 1_200);
    drawing.run(() -> model.turn(1));
    assertThat(drawing.on(() -> model.saidProperty().get())).isEqualTo("Page 2 of 2");
  }

  @Test
  void jsonIsReadWithALineForEachValue() {
    open("application/json", "{\"a\":[1,2]}".getBytes(StandardCharsets.UTF_8));

    await().until(() -> drawing.on(() -> model.textProperty().get()).lines().toList().size() > 1);
  }

  @Test
  void aFileThatAMessageNamesOrCarriesIsLookedAt() {
    String data = "data:text/plain;base64," + Base64.getEncoder().encodeToString(new byte[300]);

    assertThat(drawing.on(() -> model.has("[notes & more.txt]"))).isTrue();
    assertThat(drawing.on(() -> model.has("https://example.com/a.mp4"))).isFalse();
    drawing.run(() -> model.openNamed("zeros", data));

    assertThat(drawing.on(() -> model.openedProperty().get()).name()).isEqualTo("zeros.txt");
  }

  @Test
  void aPageAsLargeAsAFieldIsDrawnSmaller() throws IOException {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage(new PDRectangle(1_000_000, 1_000_000)));
      document.save(pdf);
    }

    open("application/pdf", pdf.toByteArray());

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> drawing.on(() -> model.saidProperty().get()).equals("1 page"));
  }

  @Test
  void whatIsNoPdfSaysSo() {
    open("application/pdf", "%PDF-1.7 or not".getBytes(StandardCharsets.UTF_8));

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> drawing.on(() -> model.saidProperty().get()).startsWith("It is no PDF"));
    assertThat(drawing.on(() -> model.pageProperty().get() == null)).isTrue();
  }

  @Test
  void aSoundHasItsLengthAlsoOnAMachineThatIsSilent() throws IOException {
    AudioFormat format = new AudioFormat(8_000, 8, 1, true, false);
    ByteArrayOutputStream wav = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(new byte[12_000]), format, 12_000),
        AudioFileFormat.Type.WAVE,
        wav);

    open("audio/x-wav", wav.toByteArray());

    await().until(() -> drawing.on(() -> model.sound().lengthSecondsProperty().get()) == 1.5);
    drawing.run(() -> model.sound().toggle());
    drawing.run(() -> model.open(null));
    assertThat(drawing.on(() -> model.sound().playingProperty().get())).isFalse();
  }

  @Test
  void onlyWhatIsLookedAtIsOpenedOutside() {
    assertThat(canOpen("run.sh", "application/x-sh")).isFalse();
    assertThat(canOpen("page.html", "text/html")).isFalse();
    assertThat(canOpen("song.exe", "audio/mpeg; codecs=mp3")).isTrue();
  }

  @Test
  void aPictureOfAKindThatIsNotDrawnIsAFile() {
    assertThat(new Attachment("a", 1, "image/webp", "").isImage()).isFalse();
    assertThat(new Attachment("a", 1, "image/svg+xml", "").isText()).isTrue();
    assertThat(new Attachment("a", 1, "image/PNG; x=1", "").isImage()).isTrue();
  }

  private boolean canOpen(String name, String type) {
    return model.canOpenOutside(new Attachment(name, 1, type, ""));
  }

  private void open(String type, byte[] bytes) {
    Embedded data = new Embedded(type, Base64.getEncoder().encodeToString(bytes));
    drawing.run(() -> model.openData("files[0]", data));
    assertThat(drawing.on(() -> model.filesProperty().get())).hasSize(2);
  }
}
