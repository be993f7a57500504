package dev.opikdesktop.transfer.foreign;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What Jaeger's page downloads: {@code {"data": [{traceID, spans, processes}]}}. The processes of a
 * trace stand behind its spans. A second reader runs ahead to find them, so that a trace may have
 * any number of spans.
 */
final class JaegerStream implements SpanStream {
  private final JsonFile file;
  private final JsonParser json;
  private final JsonParser ahead;
  private Map<String, JaegerProcess> processes = Map.of();

  /** Whether the reader is among the spans of a trace, in a trace, among the traces, or not yet. */
  private enum Level {
    BEFORE,
    TRACES,
    TRACE,
    SPANS
  }

  private Level level = Level.BEFORE;

  JaegerStream(JsonFile file) {
    this.file = file;
    this.json = file.parser(0);
    this.ahead = file.parser(0);
  }

  @Override
  public @Nullable Item next() {
    if (level == Level.BEFORE) {
      if (!toTraces(json) || !toTraces(ahead)) {
        return null;
      }
      level = Level.TRACES;
    }
    while (true) {
      JsonToken token = json.nextToken();
      if (token == null) {
        return null;
      }
      switch (level) {
        case SPANS -> {
          if (token != JsonToken.END_ARRAY) {
            return span(token);
          }
          level = Level.TRACE;
        }
        case TRACE -> inTrace(token);
        default -> {
          if (token == JsonToken.END_ARRAY) {
            // What follows are numbers of pages; but a file that is cut short ends in here.
            finish();
            return null;
          }
          if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            ahead.nextToken();
            ahead.skipChildren();
            return unfit("a trace must be an object");
          }
          processes = processesOfNextTrace();
          level = Level.TRACE;
        }
      }
    }
  }

  private void inTrace(JsonToken token) {
    if (token == JsonToken.END_OBJECT) {
      level = Level.TRACES;
      return;
    }
    String name = json.currentName();
    if (json.nextToken() == JsonToken.START_ARRAY && name.equals("spans")) {
      level = Level.SPANS;
    } else {
      json.skipChildren();
    }
  }

  private Item span(JsonToken token) {
    String place = place();
    if (token != JsonToken.START_OBJECT) {
      json.skipChildren();
      return new Unfit(place, "a span must be an object");
    }
    int depth = json.streamReadContext().getNestingDepth();
    try {
      JaegerSpan span = JaegerSpan.read(json);
      JaegerProcess process = processes.get(span.processId());
      SpanOrigin origin =
          (process == null ? JaegerProcess.unknown() : process)
              .origin(span.scopeName(), span.scopeVersion());
      return new Found(origin, span.otlp(), place);
    } catch (IllegalArgumentException e) {
      while (json.streamReadContext().getNestingDepth() >= depth) {
        json.nextToken();
      }
      return new Unfit(place, String.valueOf(e.getMessage()));
    }
  }

  private static boolean toTraces(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("data")) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  private void finish() {
    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
      json.skipChildren();
    }
  }

  private Map<String, JaegerProcess> processesOfNextTrace() {
    Map<String, JaegerProcess> found = new HashMap<>();
    ahead.nextToken();
    for (String name = ahead.nextName(); name != null; name = ahead.nextName()) {
      if (ahead.nextToken() == JsonToken.START_OBJECT && name.equals("processes")) {
        for (String id = ahead.nextName(); id != null; id = ahead.nextName()) {
          ahead.nextToken();
          found.put(id, JaegerProcess.read(ahead));
        }
      } else {
        ahead.skipChildren();
      }
    }
    return found;
  }

  private Unfit unfit(String reason) {
    return new Unfit(place(), reason);
  }

  private String place() {
    return file.place(json.currentTokenLocation(), 0);
  }

  @Override
  public String place(JacksonException failure) {
    return file.place(JsonFile.location(failure, json), 0);
  }

  @Override
  public @Nullable SpanStream behindBrokenLine() {
    return null;
  }

  @Override
  public void close() {
    json.close();
    ahead.close();
  }
}
