package dev.opikdesktop.transfer.api;

import dev.opikdesktop.transfer.records.FileContent;
import dev.opikdesktop.transfer.records.ImportSink;
import dev.opikdesktop.transfer.records.Refusal;
import dev.opikdesktop.transfer.records.TransferRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes records to projects of a server, in batches of one kind. A batch that the server refuses
 * is halved until the record is found that is wrong: the others are written.
 */
public final class ServerSink implements ImportSink {
  private static final int MOST_RECORDS = 1_000;
  private static final long MOST_BYTES = 4L << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Server server;
  private final Map<String, String> projects = new HashMap<>();
  private final List<TransferRecord> batch = new ArrayList<>();
  private long bytes;
  private Consumer<Refusal> refused = refusal -> {};

  public ServerSink(Server server) {
    this.server = server;
  }

  @Override
  public void write(TransferRecord record, Consumer<Refusal> listener) {
    boolean fits =
        batch.isEmpty()
            || (batch.getFirst().kind() == record.kind()
                && batch.getFirst().project().equals(record.project())
                && batch.size() < MOST_RECORDS
                && bytes + record.json().length <= MOST_BYTES);
    if (!fits) {
      flush();
    }
    refused = listener;
    switch (record.kind()) {
      case ATTACHMENT -> upload(record);
      case OTLP -> sendSpans(record);
      default -> {
        batch.add(record);
        bytes += record.json().length;
      }
    }
  }

  @Override
  public void flush() {
    if (!batch.isEmpty()) {
      send(batch);
      batch.clear();
      bytes = 0;
    }
  }

  private void send(List<TransferRecord> records) {
    TransferRecord first = records.getFirst();
    Optional<String> wrong =
        server.write(
            project(first.project()),
            first.kind(),
            records.stream().map(TransferRecord::json).toList());
    if (wrong.isEmpty()) {
      return;
    }
    if (records.size() == 1) {
      String reason = wrong.get().replaceAll("records\\[0]\\.?", "");
      refused.accept(new Refusal(first.position(), reason, first.position()));
      return;
    }
    int half = records.size() / 2;
    send(records.subList(0, half));
    send(records.subList(half, records.size()));
  }

  private void sendSpans(TransferRecord record) {
    FileContent content = record.content();
    if (content == null) {
      refused.accept(new Refusal(record.position(), "it has no bytes", record.position()));
      return;
    }
    server
        .writeOtlp(content)
        .ifPresent(
            reason -> refused.accept(new Refusal(record.position(), reason, record.position())));
  }

  private void upload(TransferRecord record) {
    AttachmentName name = AttachmentName.of(record.json());
    FileContent content = record.content();
    if (content == null) {
      refused.accept(new Refusal(record.position(), name + " has no bytes", record.position()));
      return;
    }
    JsonNode fields = JSON.readTree(record.json());
    String project = project(record.project());
    if (!isThere(project, name, content)) {
      server
          .upload(project, name, fields, content)
          .ifPresent(
              reason ->
                  refused.accept(
                      new Refusal(record.position(), name + ": " + reason, record.position())));
    }
  }

  /** Whether the same bytes are there already, so that nothing changes when they come again. */
  private boolean isThere(String project, AttachmentName name, FileContent content) {
    return server
        .download(
            project,
            name,
            there -> {
              try (InputStream here = content.open()) {
                return isSame(there, here);
              }
            })
        .orElse(false);
  }

  private static boolean isSame(InputStream one, InputStream other) throws IOException {
    byte[] piece = new byte[1 << 16];
    while (true) {
      byte[] expected = other.readNBytes(piece.length);
      int read = one.readNBytes(piece, 0, piece.length);
      if (read != expected.length || !Arrays.equals(piece, 0, read, expected, 0, expected.length)) {
        return false;
      }
      if (read < piece.length) {
        return true;
      }
    }
  }

  private String project(String name) {
    @Nullable String known = projects.get(name);
    if (known == null) {
      known = server.makeProject(name, null);
      projects.put(name, known);
    }
    return known;
  }

  @Override
  public void close() {
    batch.clear();
    bytes = 0;
  }
}
