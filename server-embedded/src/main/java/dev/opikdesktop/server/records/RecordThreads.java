package dev.opikdesktop.server.records;

import dev.opikdesktop.server.http.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What records need of the threads: their rows, and the names that their traces share. */
public interface RecordThreads {
  /** Returns when every thread whose traces were written has its row. */
  void settle();

  /** The names of the threads of rows. */
  Map<UUID, String> names(Caller caller, Collection<UUID> rows);

  /** The rows of threads, which are made if they are missing. */
  Map<String, UUID> ids(Caller caller, UUID project, Collection<String> names);

  /** Writes rows of threads as they were, those that are newer than what is here. */
  void restore(Caller caller, UUID project, List<TableRow> rows);
}
