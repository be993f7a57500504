package dev.opikdesktop.desktop.explorer.files;

import dev.opikdesktop.desktop.explorer.files.pdf.PdfMain;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A page of a PDF. It is drawn by a process of its own: a PDF comes from anywhere, and a hostile
 * one may ask for any amount of memory and time.
 *
 * @param png the page as a picture
 * @param number 1 for the first
 * @param pages how many the whole has
 */
public record PdfPicture(byte[] png, int number, int pages) {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int LARGEST_PICTURE = 64_000_000;

  /**
   * Draws it; an interrupt ends that.
   *
   * @throws IOException with a reason that can be shown
   */
  static PdfPicture of(byte[] pdf, int number) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Dpdfbox.fontcache=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                PdfMain.class.getName(),
                Integer.toString(number))
            .redirectError(Redirect.DISCARD)
            .start();
    Thread.ofVirtual().name("pdf-in").start(() -> give(process, pdf));
    Thread deadline = Thread.ofVirtual().name("pdf-deadline").start(() -> end(process));
    try {
      byte[] answer = process.getInputStream().readNBytes(LARGEST_PICTURE);
      int exit = process.waitFor();
      if (exit == 0 && answer.length > Integer.BYTES) {
        return new PdfPicture(
            Arrays.copyOfRange(answer, Integer.BYTES, answer.length),
            number,
            ByteBuffer.wrap(answer).getInt());
      }
      throw new IOException(
          exit == 1 ? new String(answer, StandardCharsets.UTF_8) : "Drawing it takes too long");
    } catch (InterruptedException givenUp) {
      Thread.currentThread().interrupt();
      throw new IOException("It was given up", givenUp);
    } finally {
      process.destroyForcibly();
      deadline.interrupt();
    }
  }

  private static void give(Process process, byte[] pdf) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(pdf);
    } catch (IOException ended) {
      // It has said why, or was ended.
      process.destroy();
    }
  }

  private static void end(Process process) {
    try {
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException done) {
      Thread.currentThread().interrupt();
    }
  }
}
