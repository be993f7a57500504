package dev.opikdesktop.server.queues;

import java.util.List;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** A queue as the traces and threads that are in it name it. */
public record NamedQueue(UUID id, String name) {
  /** The field of traces and threads. */
  public static final String FIELD = "annotation_queues";

  /** Writes the field, unless there are none. */
  public static void write(JsonGenerator out, List<NamedQueue> queues) {
    if (queues.isEmpty()) {
      return;
    }
    out.writeArrayPropertyStart(FIELD);
    for (NamedQueue queue : queues) {
      out.writeStartObject();
      out.writeStringProperty("id", queue.id.toString());
      out.writeStringProperty("name", queue.name);
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
