package dev.opikdesktop.server.deletes;

import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/**
 * {@code POST /v1/private/opik-desktop/compact}: answers {@code {tables, bytes_before,
 * bytes_after}} when the bytes of everything that was deleted before are gone from the disk.
 */
public final class CompactionRoutes implements HttpService {
  private final Compaction compaction;

  public CompactionRoutes(Compaction compaction) {
    this.compaction = compaction;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post(
        "/v1/private/opik-desktop/compact",
        (request, response) -> Responses.json(request, response, compaction.now()));
  }
}
