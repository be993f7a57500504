package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which traces to delete (schema BatchDelete).
 *
 * @param projectId the only project to delete from; null for all that have such ids
 */
record TraceBatchDelete(List<UUID> ids, @Nullable UUID projectId) {

  /** Reads {@code {"ids": [1 to 1000 ids], "project_id": …}}. */
  static TraceBatchDelete read(InputStream body) {
    List<UUID> ids = new ArrayList<>();
    @Nullable UUID[] project = new @Nullable UUID[1];
    try (FieldReader in = new FieldReader(body)) {
      in.body(
          name -> {
            switch (name) {
              case "ids" -> ids.addAll(in.uuids());
              case "project_id" -> project[0] = in.uuid();
              default -> in.skip();
            }
          });
    }
    new Validation().batch("ids", ids.size()).check();
    return new TraceBatchDelete(ids, project[0]);
  }
}
