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

/** Carries the records of a source to a sink, and remembers how far it came. */
public final class ImportRun {
  /** What is done again after a kill: a second or so of work. */
  private static final int RECORDS_BETWEEN_NOTES = 5_000;

  private static final int RECORDS_BETWEEN_WORDS = 50_000;

  private final ImportSource source;
  private final ImportSink sink;
  private final ImportState state;
  private final Consumer<String> progress;
  private final Consumer<Refusal> refused;

  /**
   * A run that goes on where an earlier one of the same state ended.
   *
   * @param progress told sentences for the user
   * @param refused told of every record that is not taken over
   */
  public ImportRun(
      ImportSource source,
      ImportSink sink,
      ImportState state,
      Consumer<String> progress,
      Consumer<Refusal> refused) {
    this.source = source;
    this.sink = sink;
    this.state = state;
    this.progress = progress;
    this.refused = refused;
  }

  /**
   * Returns when every record was written or refused. The state is left for the caller, who deletes
   * it when there is nothing more to do.
   *
   * @throws dev.opikdesktop.transfer.records.TransferException if it cannot go on; another run may
   */
  public void run() {
    try (Entries entries = source.open(state.position())) {
      @Nullable String last = state.position();
      long count = 0;
      for (Entry entry = next(entries, last); entry != null; entry = next(entries, last)) {
        boolean isLarge = false;
        switch (entry) {
          case TransferRecord record -> {
            sink.write(record, refused);
            state.count(record.kind());
            isLarge = record.kind() == RecordKind.OTLP;
          }
          case Refusal refusal -> refused.accept(refusal);
        }
        last = entry.position();
        count++;
        if (isLarge || count % RECORDS_BETWEEN_NOTES == 0) {
          sink.flush();
          state.reach(last);
        }
        if (count % RECORDS_BETWEEN_WORDS == 0) {
          progress.accept("%,d records".formatted(count));
        }
      }
      sink.flush();
      state.reach(last);
    }
  }

  /** What was read before something that cannot be is kept. */
  private @Nullable Entry next(Entries entries, @Nullable String last) {
    try {
      return entries.next();
    } catch (TransferException broken) {
      sink.flush();
      if (last != null) {
        state.reach(last);
      }
      throw broken;
    }
  }
}
