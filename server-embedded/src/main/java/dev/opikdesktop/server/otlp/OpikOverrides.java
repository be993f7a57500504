package dev.opikdesktop.server.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids of Opik's own that a span carries, so that it joins a trace which an SDK has begun. A value
 * that is no id counts as absent, and is kept as a remark.
 */
record OpikOverrides(@Nullable UUID traceId, @Nullable UUID spanId, @Nullable UUID parentSpanId) {
  private static final String TRACE = "opik.trace_id";
  private static final String SPAN = "opik.span_id";
  private static final String PARENT = "opik.parent_span_id";

  static final Set<String> KEYS = Set.of(TRACE, SPAN, PARENT);

  static OpikOverrides in(List<KeyValue> attributes) {
    UUID trace = null;
    UUID span = null;
    UUID parent = null;
    for (KeyValue attribute : attributes) {
      switch (attribute.getKey()) {
        case TRACE -> trace = id(attribute);
        case SPAN -> span = id(attribute);
        case PARENT -> parent = id(attribute);
        default -> {}
      }
    }
    return new OpikOverrides(trace, span, parent);
  }

  /** The id that such an attribute names, or null when it is none. */
  static @Nullable UUID id(KeyValue attribute) {
    String text = attribute.getValue().getStringValue().strip();
    if (text.length() != 36) {
      return null;
    }
    try {
      UUID id = UUID.fromString(text);
      return id.version() == 7 ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
