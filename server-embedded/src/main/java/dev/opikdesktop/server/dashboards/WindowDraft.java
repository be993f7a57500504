package dev.opikdesktop.server.dashboards;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a body said of the time that a widget shows so far; it may say nothing. */
final class WindowDraft implements Draft<QueryWindow> {
  private @Nullable Instant start;
  private @Nullable Instant end;

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "interval_start" -> start = in.instant();
      case "interval_end" -> end = in.instant();
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    validation.time("interval_start", start).time("interval_end", end);
  }

  @Override
  public QueryWindow write() {
    return QueryWindow.of(start, end);
  }
}
