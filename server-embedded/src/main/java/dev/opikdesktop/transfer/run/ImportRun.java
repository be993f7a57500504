package dev.opikdesktop.transfer.run;

import dev.opikdesktop.transfer.records.ImportSink;
import dev.opikdesktop.transfer.records.ImportSource;
import dev.opikdesktop.transfer.records.ImportSource.Entries;
import dev.opikdesktop.transfer.records.ImportSource.Entry;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.Refusal;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.records.TransferRecord;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Carries the records of a source to a sink, and remembers how far it came. */
public final class ImportRun {
  /** What is done again after a kill: a second or so of work. */
  private static final int RECORDS_BETWEEN_NOTES = 5_000;

  private static final int RECORDS_BETWEEN_WORDS = 50_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ImportSource source;
  private final ImportSink sink;
  private final ImportState state;
  private final ImportListener listener;
  private final Consumer<Refusal> refused;
  private long records;

  /**
   * A run that goes on where an earlier one of the same state ended.
   *
   * @param refused told of every record that is not taken over
   */
  public ImportRun(
      ImportSource source,
      ImportSink sink,
      ImportState state,
      ImportListener listener,
      Consumer<Refusal> refused) {
    this.source = source;
    this.sink = sink;
    this.state = state;
    this.listener = listener;
    this.refused = refused;
  }

  /**
   * Returns when every record was written or refused. The state is left for the caller, who deletes
   * it when there is nothing more to do.
   *
   * @return why the source could not be read to its end, as behind a line that is cut off: what
   *     comes before is written. Null if it could
   * @throws TransferException if it cannot go on; another run may
   */
  public @Nullable TransferException run() {
    try (Entries entries = source.open(state.position())) {
      return carry(entries);
    }
  }

  private @Nullable TransferException carry(Entries entries) {
    @Nullable String last = state.position();
    long count = 0;
    while (true) {
      Entry entry;
      try {
        entry = entries.next();
      } catch (TransferException broken) {
        goOnIfNotStopped();
        // What was read before is kept.
        sink.flush();
        if (last != null) {
          state.reach(last);
        }
        return broken;
      }
      if (entry == null) {
        sink.flush();
        state.reach(last);
        return null;
      }
      take(entry);
      last = entry.position();
      count++;
      boolean isLarge = entry instanceof TransferRecord record && record.kind() == RecordKind.OTLP;
      if (isLarge || count % RECORDS_BETWEEN_NOTES == 0) {
        sink.flush();
        state.reach(last);
      }
      goOnIfNotStopped();
    }
  }

  private void take(Entry entry) {
    switch (entry) {
      case TransferRecord record -> {
        sink.write(record, refused);
        state.count(record.kind());
        long before = records;
        records += weight(record);
        listener.reached(records);
        if (records / RECORDS_BETWEEN_WORDS > before / RECORDS_BETWEEN_WORDS) {
          listener.says("%,d records".formatted(records));
        }
      }
      case Refusal refusal -> refused.accept(refusal);
    }
  }

  /** How many records one stands for: a request of OpenTelemetry has many spans. */
  static long weight(TransferRecord record) {
    return record.kind() == RecordKind.OTLP
        ? JSON.readTree(record.json()).path("spans").asLong(0)
        : 1;
  }

  private static void goOnIfNotStopped() {
    if (Thread.currentThread().isInterrupted()) {
      throw new TransferException("Stopped.");
    }
  }
}
