package dev.opikdesktop.desktop.explorer.files;

import dev.opikdesktop.desktop.client.Attachment;
import dev.opikdesktop.desktop.explorer.theme.SystemPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens files with the system's programs. Only what is looked at or listened to, under a name that
 * says no more than that: a file of a trace comes from anywhere, and must not be run.
 */
final class Outside {
  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry("application/pdf", "pdf"),
          Map.entry("text/plain", "txt"),
          Map.entry("text/csv", "csv"),
          Map.entry("text/markdown", "md"),
          Map.entry("application/json", "json"),
          Map.entry("image/png", "png"),
          Map.entry("image/jpeg", "jpg"),
          Map.entry("image/gif", "gif"),
          Map.entry("image/bmp", "bmp"),
          Map.entry("image/webp", "webp"),
          Map.entry("image/tiff", "tiff"),
          Map.entry("image/avif", "avif"),
          Map.entry("image/heic", "heic"),
          Map.entry("audio/mpeg", "mp3"),
          Map.entry("audio/mp3", "mp3"),
          Map.entry("audio/ogg", "ogg"),
          Map.entry("audio/opus", "opus"),
          Map.entry("audio/flac", "flac"),
          Map.entry("audio/mp4", "m4a"),
          Map.entry("audio/x-m4a", "m4a"),
          Map.entry("audio/aac", "aac"),
          Map.entry("audio/webm", "webm"),
          Map.entry("audio/wav", "wav"),
          Map.entry("audio/x-wav", "wav"),
          Map.entry("audio/vnd.wave", "wav"),
          Map.entry("audio/aiff", "aiff"),
          Map.entry("audio/x-aiff", "aiff"),
          Map.entry("audio/basic", "au"),
          Map.entry("video/mp4", "mp4"),
          Map.entry("video/webm", "webm"),
          Map.entry("video/quicktime", "mov"),
          Map.entry("video/x-matroska", "mkv"),
          Map.entry("video/mpeg", "mpg"));

  private Outside() {}

  static boolean canOpen(Attachment file) {
    return ending(file) != null;
  }

  /** A new file for it, which is deleted with this program. */
  static Path place(Attachment file) throws IOException {
    Path place = Files.createTempFile("opik-desktop-", "." + ending(file));
    place.toFile().deleteOnExit();
    return place;
  }

  /**
   * Opens a file that {@link #place} named.
   *
   * @throws IOException if there is no program for that
   */
  static void open(Path file) throws IOException {
    SystemPrograms.openFile(file);
  }

  private static @Nullable String ending(Attachment file) {
    String type = file.type();
    int end = type.indexOf(';');
    return ENDINGS.get((end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT));
  }
}
