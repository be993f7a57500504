package dev.opikdesktop.server.assertions;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.scores.ScoreSource;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Verdicts as a client sends them (schema AssertionResultBatch). */
record AssertionBatch(EntityType type, List<Item> items) {

  /** One of them. */
  record Item(
      UUID entityId,
      @Nullable UUID projectId,
      @Nullable String projectName,
      String name,
      boolean passed,
      @Nullable String reason,
      ScoreSource source) {}

  /**
   * Reads {@code {"entity_type": …, "assertion_results": [1 to 1000]}}.
   *
   * @throws ApiException 400 or 422
   */
  static AssertionBatch read(InputStream body) {
    @Nullable EntityType[] type = new @Nullable EntityType[1];
    List<AssertionDraft> drafts = new ArrayList<>();
    try (FieldReader in = new FieldReader(body)) {
      in.body(
          name -> {
            switch (name) {
              case "entity_type" -> type[0] = type(in.text());
              case "assertion_results" ->
                  in.array(
                      () -> {
                        AssertionDraft draft = new AssertionDraft();
                        in.object(field -> draft.field(in, field));
                        drafts.add(draft);
                      });
              default -> in.skip();
            }
          });
    }
    Validation validation =
        new Validation().required("entity_type", type[0]).batch("assertion_results", drafts.size());
    validation.check();
    for (int i = 0; i < drafts.size(); i++) {
      drafts.get(i).validate(validation.within("assertion_results", i));
    }
    validation.check();
    EntityType known = type[0];
    if (known == null) {
      throw new IllegalStateException("validated before");
    }
    return new AssertionBatch(known, drafts.stream().map(AssertionDraft::write).toList());
  }

  private static @Nullable EntityType type(@Nullable String word) {
    if (word == null) {
      return null;
    }
    for (EntityType type : EntityType.values()) {
      if (type.name().equals(word.toUpperCase(Locale.ROOT))) {
        return type;
      }
    }
    throw ApiException.badRequest(
        "Unable to process JSON: entity_type must be TRACE, SPAN or THREAD");
  }
}
