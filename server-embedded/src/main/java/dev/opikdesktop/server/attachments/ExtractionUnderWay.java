package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.attachments.Base64Runs.Run;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.storage.coordination.Coordination;
import dev.opikdesktop.storage.coordination.HeldLock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An extraction from rows that have files, or had some. */
final class ExtractionUnderWay implements Extraction {
  private static final Logger LOG = LoggerFactory.getLogger(ExtractionUnderWay.class);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** How much of a file tells what it is, as bytes of a whole number of base64's quanta. */
  private static final int BEGINNING = 48 * 1024;

  /** Part of the names, and different in all of them, so that no upload replaces another. */
  private static final AtomicLong LAST_MILLIS = new AtomicLong();

  private final AttachmentFiles files;
  private final Caller caller;
  private final EntityType type;
  private final Set<UUID> rows;
  private final HeldLock lock;
  private final List<Attachment> taken = new ArrayList<>();

  /**
   * Waits for others that write the same rows.
   *
   * @param rows their ids
   */
  ExtractionUnderWay(
      AttachmentFiles files,
      Coordination coordination,
      Caller caller,
      EntityType type,
      Set<UUID> rows) {
    this.files = files;
    this.caller = caller;
    this.type = type;
    this.rows = Set.copyOf(rows);
    this.lock =
        coordination.lock(rows.stream().map(id -> "extraction:" + id).toList(), LONGEST_WAIT);
  }

  @Override
  public <P extends Payloads<P>> P apply(UUID project, UUID id, P payloads) {
    if (!rows.contains(id)) {
      return payloads;
    }
    Owner owner = new Owner(project, type, id);
    JsonText input = payloads.input();
    JsonText output = payloads.output();
    JsonText metadata = payloads.metadata();
    JsonText newInput = withoutFiles(owner, "input", input);
    JsonText newOutput = withoutFiles(owner, "output", output);
    JsonText newMetadata = withoutFiles(owner, "metadata", metadata);
    boolean isSame = newInput == input && newOutput == output && newMetadata == metadata;
    return isSame ? payloads : payloads.withPayloads(newInput, newOutput, newMetadata);
  }

  @Override
  public void commit() {
    files.commit(caller, taken);
    taken.clear();
  }

  @Override
  public void close() {
    try {
      for (Attachment each : taken) {
        files.discard(caller, each.owner().projectId(), each.blob());
      }
      deleteUnnamed();
    } catch (RuntimeException e) {
      // The rows are written; the next write of one of them tries again.
      LOG.warn("Files that no payload names any more stay for now: {}", e.getMessage());
    } finally {
      lock.close();
    }
  }

  private @Nullable JsonText withoutFiles(Owner owner, String payload, @Nullable JsonText text) {
    List<Run> runs = Base64Runs.in(text);
    if (text == null || runs.isEmpty()) {
      return text;
    }
    byte[] bytes = text.array();
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    int copied = text.from();
    int number = 0;
    for (Run run : runs) {
      String mimeType = MediaTypes.ofContent(decoded(bytes, run, BEGINNING));
      if (MediaTypes.isTelling(mimeType)) {
        number++;
        String fileName =
            Placeholder.fileName(payload, number, nextMillis(), MediaTypes.extension(mimeType));
        takeOut(owner, fileName, mimeType, decoding(bytes, run));
        rest.write(bytes, copied, run.from() - copied);
        rest.writeBytes(("[" + fileName + "]").getBytes(StandardCharsets.US_ASCII));
        copied = run.to();
      }
    }
    if (number == 0) {
      return text;
    }
    rest.write(bytes, copied, text.from() + text.length() - copied);
    return JsonText.ofUtf8(rest.toByteArray());
  }

  private void takeOut(Owner owner, String fileName, String mimeType, InputStream content) {
    AttachmentFiles.Bytes bytes = files.write(caller, owner.projectId(), mimeType, content);
    taken.add(
        new Attachment(
            owner,
            fileName,
            bytes.blob(),
            mimeType,
            bytes.size(),
            true,
            Instant.now(),
            caller.userName()));
  }

  private void deleteUnnamed() {
    List<Attachment> extracted = files.store().extracted(caller, type, rows);
    if (extracted.isEmpty()) {
      return;
    }
    Map<Owner, Set<String>> named = files.store().named(caller, type, rows);
    Map<UUID, List<UUID>> unnamed = new HashMap<>();
    for (Attachment each : extracted) {
      if (!named.getOrDefault(each.owner(), Set.of()).contains(each.fileName())) {
        unnamed
            .computeIfAbsent(each.owner().projectId(), ignored -> new ArrayList<>())
            .add(each.blob());
      }
    }
    unnamed.forEach((project, blobs) -> files.delete(caller, project, blobs));
  }

  private static byte[] decoded(byte[] bytes, Run run, int most) {
    try (InputStream in = decoding(bytes, run)) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream decoding(byte[] bytes, Run run) {
    return Base64.getDecoder()
        .wrap(new ByteArrayInputStream(bytes, run.from(), run.to() - run.from()));
  }

  private static long nextMillis() {
    return LAST_MILLIS.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis()));
  }
}
