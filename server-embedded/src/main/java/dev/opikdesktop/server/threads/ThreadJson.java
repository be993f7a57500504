package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.attachments.Injection;
import dev.opikdesktop.server.comments.CommentJson;
import dev.opikdesktop.server.scores.ScoreJson;
import dev.opikdesktop.server.traces.TraceJson.Shown;
import tools.jackson.core.JsonGenerator;

/** Threads on the wire. */
final class ThreadJson {
  private ThreadJson() {}

  /** Writes one thread as it is read. */
  static void write(JsonGenerator out, TraceThread thread, Shape shape) {
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
    shown.json("first_message", thread.firstMessage());
    shown.json("last_message", thread.lastMessage());
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
    shown.strings("tags", thread.tags());
    shown.audit(thread.audit());
    shown.always("environment", thread.environment());
    out.writeEndObject();
  }
}
