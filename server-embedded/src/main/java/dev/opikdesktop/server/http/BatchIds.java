package dev.opikdesktop.server.http;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The body of operations on several entities (schema BatchDelete). */
public final class BatchIds {
  private BatchIds() {}

  /**
   * Reads {@code {"ids": [1 to 1000 ids]}}.
   *
   * @throws ApiException 400 or 422
   */
  public static List<UUID> read(InputStream body) {
    List<UUID> ids = new ArrayList<>();
    try (FieldReader in = new FieldReader(body)) {
      in.body(
          name -> {
            if (name.equals("ids")) {
              ids.addAll(in.uuids());
            } else {
              in.skip();
            }
          });
    }
    new Validation().batch("ids", ids.size()).check();
    return ids;
  }
}
