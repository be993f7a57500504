package dev.opikdesktop.server.records;

import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.storage.analytics.Analytics;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of records that are rows of tables as they are. */
public final class StoredTables {
  private StoredTables() {}

  /** All kinds but traces and spans. */
  public static List<ProjectRecords> all(
      Analytics analytics, RecordThreads threads, Events events) {
    return Stream.of(
            RecordTable.threads(threads::restore),
            RecordTable.scores(),
            RecordTable.comments(),
            RecordTable.assertions(),
            RecordTable.guardrails(),
            RecordTable.attachments())
        .<ProjectRecords>map(table -> new TableRecords(analytics, table, threads, events))
        .toList();
  }
}
