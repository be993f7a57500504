package dev.opikdesktop.server.records;

import dev.opikdesktop.server.ingest.Audit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who made something elsewhere, and when; null where the record does not say. */
public record Origin(
    @Nullable Instant createdAt, @Nullable String createdBy, @Nullable String lastUpdatedBy) {

  /** What the record says, and for the rest what is true here. */
  public Audit over(Audit here) {
    return new Audit(
        createdAt == null ? here.createdAt() : createdAt,
        createdBy == null ? here.createdBy() : createdBy,
        here.lastUpdatedAt(),
        lastUpdatedBy == null ? here.lastUpdatedBy() : lastUpdatedBy);
  }
}
