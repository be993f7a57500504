package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a PATCH says of threads (schema TraceThreadUpdate).
 *
 * @param tagsToAdd honoured by the batch PATCH alone
 * @param tagsToRemove honoured by the batch PATCH alone
 */
record ThreadUpdate(
    @Nullable List<String> tags,
    @Nullable List<String> tagsToAdd,
    @Nullable List<String> tagsToRemove) {

  /**
   * One update of many threads (schema TraceThreadBatchUpdate).
   *
   * @param ids of their rows
   * @param mergeTags whether tags of the update join those there, instead of replacing them
   */
  record Batch(List<UUID> ids, ThreadUpdate update, boolean mergeTags) {}

  /** Reads a PATCH's body. */
  static ThreadUpdate read(InputStream body) {
    Draft draft = new Draft();
    try (FieldReader in = new FieldReader(body)) {
      in.body(name -> draft.field(in, name));
    }
    draft.validate(new Validation()).check();
    return draft.update();
  }

  /** Reads {@code {"ids": [...], "update": {...}, "merge_tags": false}}. */
  static Batch readBatch(InputStream body) {
    List<UUID> ids = new ArrayList<>();
    Draft draft = new Draft();
    try (FieldReader in = new FieldReader(body)) {
      in.body(
          name -> {
            switch (name) {
              case "ids" -> ids.addAll(in.uuids());
              case "merge_tags" -> draft.merge = in.flag();
              case "update" -> {
                if (!in.isNull()) {
                  draft.isThere = true;
                  in.object(field -> draft.field(in, field));
                }
              }
              default -> in.skip();
            }
          });
    }
    Validation validation = new Validation().batchIds(ids.size());
    if (!draft.isThere) {
      validation.error("update", "must not be null");
    }
    draft.validate(validation.within("update.")).check();
    return new Batch(ids, draft.update(), draft.merge);
  }

  private static final class Draft {
    private @Nullable List<String> tags;
    private @Nullable List<String> add;
    private @Nullable List<String> remove;
    private boolean merge;
    private boolean isThere;

    void field(FieldReader in, String name) {
      switch (name) {
        case "tags" -> tags = in.strings();
        case "tags_to_add" -> add = in.strings();
        case "tags_to_remove" -> remove = in.strings();
        default -> in.skip();
      }
    }

    Validation validate(Validation validation) {
      return validation.tags("tags", tags).tags("tags_to_add", add).tags("tags_to_remove", remove);
    }

    ThreadUpdate update() {
      return new ThreadUpdate(tags, add, remove);
    }
  }
}
