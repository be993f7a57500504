package dev.opikdesktop.server.records;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of an entity: what a client's body says, and who made it.
 *
 * @param <W> what a client writes of such an entity
 */
public final class RestoredDraft<W> implements Draft<Restored<W>> {
  private final Draft<W> draft;
  private @Nullable Instant createdAt;
  private @Nullable String createdBy;
  private @Nullable String lastUpdatedBy;

  public RestoredDraft(Draft<W> draft) {
    this.draft = draft;
  }

  @Override
  public void field(FieldReader in, String name) {
    switch (name) {
      case "created_at" -> createdAt = in.instant();
      case "created_by" -> createdBy = in.text();
      case "last_updated_by" -> lastUpdatedBy = in.text();
      default -> draft.field(in, name);
    }
  }

  @Override
  public void validate(Validation validation) {
    draft.validate(validation.time("created_at", createdAt));
  }

  @Override
  public Restored<W> write() {
    return new Restored<>(draft.write(), new Origin(createdAt, createdBy, lastUpdatedBy));
  }
}
