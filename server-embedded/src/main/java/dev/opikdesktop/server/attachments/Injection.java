package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.storage.blobs.BlobContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the payloads of one trace or span with its files in place of what stands for them, as
 * base64. The files stream: memory does not grow with their size. A placeholder of no file stays.
 */
public final class Injection {
  /** For those without files, or to be shown without. */
  public static final Injection NONE = new Injection();

  /** Bytes of a whole number of base64's quanta. */
  private static final int SLICE = 48 * 1024;

  private final @Nullable AttachmentFiles files;
  private final Caller caller;
  private final @Nullable Owner owner;
  private @Nullable Map<String, Attachment> byName;

  Injection(AttachmentFiles files, Caller caller, Owner owner) {
    this.files = files;
    this.caller = caller;
    this.owner = owner;
  }

  private Injection() {
    this.files = null;
    this.caller = Caller.LOCAL;
    this.owner = null;
  }

  /** Writes a payload as a value. */
  public void write(JsonGenerator out, JsonText payload) {
    byte[] bytes = payload.array();
    int end = payload.from() + payload.length();
    int written = payload.from();
    Placeholder next = files == null ? null : Placeholder.next(bytes, written, end);
    while (next != null) {
      Optional<BlobContent> file = file(next.fileName());
      if (file.isPresent()) {
        try (BlobContent content = file.get()) {
          Json.writePart(out, bytes, written, next.from(), written == payload.from());
          writeBase64(out, content.stream());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        written = next.to();
      }
      next = Placeholder.next(bytes, next.to(), end);
    }
    Json.writePart(out, bytes, written, end, written == payload.from());
  }

  private Optional<BlobContent> file(String fileName) {
    if (files == null || owner == null) {
      return Optional.empty();
    }
    if (byName == null) {
      byName = files.store().placeholders(caller, owner);
    }
    Attachment attachment = byName.get(fileName);
    return attachment == null ? Optional.empty() : files.read(caller, attachment);
  }

  private static void writeBase64(JsonGenerator out, InputStream in) throws IOException {
    byte[] slice = new byte[SLICE];
    for (int count = in.readNBytes(slice, 0, SLICE);
        count > 0;
        count = in.readNBytes(slice, 0, SLICE)) {
      byte[] text =
          Base64.getEncoder()
              .encode(count == SLICE ? slice : java.util.Arrays.copyOf(slice, count));
      Json.writePart(out, text, 0, text.length, false);
    }
  }
}
