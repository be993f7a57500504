package dev.opikdesktop.transfer.foreign;

import dev.opikdesktop.transfer.foreign.SpanStream.Found;
import dev.opikdesktop.transfer.foreign.SpanStream.Item;
import dev.opikdesktop.transfer.foreign.SpanStream.Unfit;
import dev.opikdesktop.transfer.records.FileContent;
import dev.opikdesktop.transfer.records.ImportSource;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.Refusal;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.records.TransferRecord;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;

/**
 * A file of OpenTelemetry's spans, or of what were such. They go to the server as OTLP, so that a
 * file and an exporter give the same traces.
 */
final class SpanSource implements ImportSource {
  /** So many are a file of something else. */
  private static final int MOST_BROKEN_LINES = 100;

  private static final String POSITION = "part ";

  private final JsonFile file;
  private final Function<JsonFile, SpanStream> format;
  private final @Nullable String project;

  /**
   * A source of all spans of a file.
   *
   * @param project the name of the project for all of them; null to let their resources decide
   */
  SpanSource(JsonFile file, Function<JsonFile, SpanStream> format, @Nullable String project) {
    this.file = file;
    this.format = format;
    this.project = project;
  }

  @Override
  public String description() {
    return file.path().toString();
  }

  @Override
  public Entries open(@Nullable String after) {
    long done = after == null ? 0 : number(after);
    SpanEntries entries = new SpanEntries(format.apply(file), new SpanBatch(project));
    while (entries.given < done) {
      if (entries.next() == null) {
        break;
      }
    }
    return entries;
  }

  private long number(String position) {
    try {
      return Long.parseLong(position.substring(Math.min(position.length(), POSITION.length())));
    } catch (NumberFormatException e) {
      throw new TransferException("'%s' is no place in %s".formatted(position, file.path()), e);
    }
  }

  @Override
  public void close() {}

  /** The position of an entry is its number: the same file gives the same entries. */
  private static final class SpanEntries implements Entries {
    private final Deque<Function<String, Entry>> ready = new ArrayDeque<>();
    private final SpanBatch batch;
    private SpanStream spans;
    private boolean isAtEnd;
    private @Nullable TransferException failure;
    private int brokenLines;
    private long given;

    SpanEntries(SpanStream spans, SpanBatch batch) {
      this.spans = spans;
      this.batch = batch;
    }

    @Override
    public @Nullable Entry next() {
      while (ready.isEmpty() && !isAtEnd) {
        advance();
      }
      if (ready.isEmpty()) {
        if (failure != null) {
          throw failure;
        }
        return null;
      }
      given++;
      return ready.remove().apply(POSITION + given);
    }

    private void advance() {
      try {
        Item item = spans.next();
        switch (item) {
          case null -> {
            cut();
            isAtEnd = true;
          }
          case Found found -> add(found);
          case Unfit unfit -> refuse(unfit.place(), unfit.reason());
        }
      } catch (JacksonException broken) {
        // What was read before stays good.
        cut();
        goOn(broken);
      }
    }

    private void add(Found found) {
      if (found.span().getSerializedSize() > SpanBatch.LARGEST_SPAN) {
        refuse(
            found.place(), "the span has more than %d MB".formatted(SpanBatch.LARGEST_SPAN >> 20));
        return;
      }
      if (batch.hasNoRoomFor(found)) {
        cut();
      }
      batch.add(found);
      if (batch.isFull()) {
        cut();
      }
    }

    private void goOn(JacksonException broken) {
      String place = spans.place(broken);
      String reason = JsonFile.reason(broken);
      boolean mayGoOn =
          !(broken instanceof JacksonIOException) && brokenLines++ < MOST_BROKEN_LINES;
      SpanStream next = mayGoOn ? spans.behindBrokenLine() : null;
      if (next == null) {
        isAtEnd = true;
        failure = new TransferException("%s: %s".formatted(place, reason), broken);
        return;
      }
      refuse(place, reason);
      spans.close();
      spans = next;
    }

    private void refuse(String place, String reason) {
      ready.add(position -> new Refusal(place, reason, position));
    }

    private void cut() {
      batch
          .cut()
          .forEach((project, request) -> ready.add(position -> record(project, request, position)));
    }

    @Override
    public void close() {
      spans.close();
    }
  }

  private static TransferRecord record(
      String project, ExportTraceServiceRequest request, String position) {
    byte[] protobuf = request.toByteArray();
    FileContent content =
        new FileContent() {
          @Override
          public long size() {
            return protobuf.length;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(protobuf);
          }
        };
    return new TransferRecord(
        RecordKind.OTLP,
        project,
        "{\"spans\":%d}".formatted(spans(request)).getBytes(StandardCharsets.UTF_8),
        content,
        position);
  }

  private static long spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .mapToLong(scope -> scope.getSpansCount())
        .sum();
  }
}
