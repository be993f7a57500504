package dev.opikdesktop.server.entities;

import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The column {@code source_queue_id}: the annotation queue in which something was said, or an id of
 * zeros, since ids are compared as they are stored.
 */
public final class SourceQueue {
  private static final UUID NONE = new UUID(0, 0);

  private SourceQueue() {}

  /** As it is stored. */
  public static UUID stored(@Nullable UUID queue) {
    return queue == null ? NONE : queue;
  }

  public static void write(RowBinaryWriter out, @Nullable UUID queue) {
    out.id(stored(queue));
  }

  public static @Nullable UUID read(RowBinaryReader in) throws IOException {
    UUID stored = in.id();
    return stored.equals(NONE) ? null : stored;
  }
}
