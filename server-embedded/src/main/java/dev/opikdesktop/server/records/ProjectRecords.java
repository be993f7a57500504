package dev.opikdesktop.server.records;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Responses;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One kind of what belongs to a project. */
public interface ProjectRecords {
  /** As it stands in addresses: {@code feedback_scores}. */
  String kind();

  /** How many of them a project has. */
  long count(Caller caller, UUID project);

  /**
   * Hands records over in the order of their key, each with all that is stored of it.
   *
   * @param after the key of the last one that was read; null for the beginning
   * @param limit most records
   * @throws dev.opikdesktop.server.http.ApiException 400 for what is no key
   */
  void read(Caller caller, UUID project, @Nullable Cursor after, int limit, Consumer each);

  /**
   * Writes {@code {"records": [1 to 1000 records]}} as they are, with their ids and times. The
   * greater last update of one key wins. Returns when they are durable.
   *
   * @throws dev.opikdesktop.server.http.ApiException 400 or 422, and nothing is written
   */
  void write(Caller caller, UUID project, InputStream body);

  /** Takes one record at a time. */
  @FunctionalInterface
  interface Consumer {
    /** Takes a record and its key, and the JSON object that it is. */
    void accept(Cursor key, Responses.Body record);
  }
}
