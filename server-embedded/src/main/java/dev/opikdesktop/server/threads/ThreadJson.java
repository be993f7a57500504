package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.attachments.Injection;
import dev.opikdesktop.server.comments.CommentJson;
import dev.opikdesktop.server.queues.NamedQueue;
import dev.opikdesktop.server.scores.ScoreJson;
import dev.opikdesktop.server.threads.TraceThread.Message;
import dev.opikdesktop.server.traces.TraceJson.Shown;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** Threads on the wire. */
final class ThreadJson {
  private ThreadJson() {}

  /**
   * Writes one thread as it is read.
   *
   * @param files to put into the messages of a trace
   */
  static void write(
      JsonGenerator out, TraceThread thread, Shape shape, Function<UUID, Injection> files) {
    out.writeStartObject();
    out.writeStringProperty("id", thread.id());
    out.writeStringProperty("project_id", thread.projectId().toString());
    Shown shown = new Shown(out, shape.exclude(), Injection.NONE);
    if (thread.modelId() != null) {
      shown.always("thread_model_id", thread.modelId().toString());
    }
    shown.instant("start_time", thread.startTime());
    shown.instant("end_time", thread.endTime());
    shown.duration(thread.startTime(), thread.endTime());
    message(out, "first_message", thread.first(), shape, files);
    message(out, "last_message", thread.last(), shape, files);
    shown.always("status", thread.status().word());
    if (shape.has("number_of_messages")) {
      out.writeNumberProperty("number_of_messages", thread.messages());
    }
    shown.cost(thread.spans().cost());
    if (shape.has("usage") && !thread.spans().usage().isEmpty()) {
      out.writeObjectPropertyStart("usage");
      thread.spans().usage().forEach(out::writeNumberProperty);
      out.writeEndObject();
    }
    ScoreJson.write(out, "feedback_scores", thread.scores(), shape.exclude());
    if (shape.has("comments")) {
      CommentJson.writeField(out, thread.comments());
    }
    NamedQueue.write(out, thread.queues());
    shown.strings("tags", thread.tags());
    shown.audit(thread.audit());
    shown.always("environment", thread.environment());
    out.writeEndObject();
  }

  private static void message(
      JsonGenerator out,
      String name,
      Message message,
      Shape shape,
      Function<UUID, Injection> files) {
    if (message.text() != null) {
      new Shown(out, shape.exclude(), files.apply(message.traceId())).json(name, message.text());
    }
  }
}
