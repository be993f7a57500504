package dev.opikdesktop.transfer.foreign;

import com.google.protobuf.Message;
import dev.opikdesktop.server.otlp.OtlpJson;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/**
 * OTLP's JSON: any number of {@code ExportTraceServiceRequest} behind one another, as the
 * collector's file exporter writes one in each line, or in an array. Only one span of it is in
 * memory.
 */
final class OtlpStream implements SpanStream {
  /** What is open, the innermost last. */
  private enum Level {
    DOCUMENTS,
    REQUEST,
    RESOURCES,
    RESOURCE,
    SCOPES,
    SCOPE,
    SPANS
  }

  private final JsonFile file;
  private final JsonParser json;
  private final long bytesBefore;
  private final long linesBefore;
  private final Deque<Level> levels = new ArrayDeque<>();
  private SpanOrigin.Owner owner = new SpanOrigin.Owner();
  private SpanOrigin origin = new SpanOrigin(owner);

  /** Where the request begins that is being read, in bytes and lines. */
  private long requestAt;

  private long requestLine;
  private boolean saidLogs;
  private boolean saidMetrics;

  /**
   * @param bytesBefore where to begin, at a line's beginning
   * @param linesBefore how many lines are before that
   */
  OtlpStream(JsonFile file, long bytesBefore, long linesBefore) {
    this.file = file;
    this.bytesBefore = bytesBefore;
    this.linesBefore = linesBefore;
    this.json = file.parser(bytesBefore);
    this.requestAt = bytesBefore;
    levels.push(Level.DOCUMENTS);
  }

  @Override
  public @Nullable Item next() {
    while (true) {
      JsonToken token = json.nextToken();
      if (token == null) {
        return null;
      }
      Item found =
          switch (levels.element()) {
            case DOCUMENTS -> document(token);
            case REQUEST -> field(token, this::request);
            case RESOURCES -> element(token, Level.RESOURCE);
            case RESOURCE -> field(token, this::resource);
            case SCOPES -> element(token, Level.SCOPE);
            case SCOPE -> field(token, this::scope);
            case SPANS -> span(token);
          };
      if (found != null) {
        return found;
      }
    }
  }

  private @Nullable Item document(JsonToken token) {
    if (token == JsonToken.START_OBJECT) {
      TokenStreamLocation begin = json.currentTokenLocation();
      requestAt = begin.getByteOffset() < 0 ? -1 : bytesBefore + begin.getByteOffset();
      requestLine = linesBefore + begin.getLineNr();
      levels.push(Level.REQUEST);
    } else if (token.isScalarValue()) {
      return unfit("a request must be an object");
    }
    return null;
  }

  private interface Field {
    @Nullable Item read(String name, JsonToken value);
  }

  private @Nullable Item field(JsonToken token, Field field) {
    if (token == JsonToken.END_OBJECT) {
      switch (levels.pop()) {
        case RESOURCE -> owner.settle();
        case SCOPE -> origin.settle();
        default -> {}
      }
      return null;
    }
    String name = json.currentName();
    return field.read(name, json.nextToken());
  }

  private @Nullable Item element(JsonToken token, Level inner) {
    if (token == JsonToken.END_ARRAY) {
      levels.pop();
      return null;
    }
    if (token != JsonToken.START_OBJECT) {
      json.skipChildren();
      return unfit("an object is expected");
    }
    if (inner == Level.RESOURCE) {
      owner = new SpanOrigin.Owner();
    } else {
      origin = new SpanOrigin(owner);
    }
    levels.push(inner);
    return null;
  }

  private @Nullable Item request(String name, JsonToken value) {
    return switch (name) {
      case "resourceSpans", "resource_spans" -> list(value, Level.RESOURCES);
      // Jaeger's newer API wraps the request.
      case "result" -> {
        if (value != JsonToken.START_OBJECT) {
          yield skipped();
        }
        levels.push(Level.REQUEST);
        yield null;
      }
      case "resourceLogs", "resource_logs" -> {
        boolean said = saidLogs;
        saidLogs = true;
        yield leftOut(said, "log records are not kept here, here and further on");
      }
      case "resourceMetrics", "resource_metrics" -> {
        boolean said = saidMetrics;
        saidMetrics = true;
        yield leftOut(said, "metrics are not kept here, here and further on");
      }
      default -> skipped();
    };
  }

  private @Nullable Item resource(String name, JsonToken value) {
    return switch (name) {
      case "resource" -> {
        Resource.Builder resource = Resource.newBuilder();
        yield message(value, resource, () -> owner.set(resource.build()));
      }
      case "scopeSpans", "scope_spans", "instrumentationLibrarySpans" -> list(value, Level.SCOPES);
      default -> skipped();
    };
  }

  private @Nullable Item scope(String name, JsonToken value) {
    return switch (name) {
      case "scope", "instrumentationLibrary" -> {
        InstrumentationScope.Builder scope = InstrumentationScope.newBuilder();
        yield message(value, scope, () -> origin.set(scope.build()));
      }
      case "spans" -> list(value, Level.SPANS);
      default -> skipped();
    };
  }

  private @Nullable Item list(JsonToken value, Level inner) {
    if (value == JsonToken.START_ARRAY) {
      levels.push(inner);
      return null;
    }
    json.skipChildren();
    return value == JsonToken.VALUE_NULL ? null : unfit("an array is expected");
  }

  /** What an exporter of all three signals has written beside spans is said once. */
  private @Nullable Item leftOut(boolean said, String reason) {
    json.skipChildren();
    return said ? null : unfit(reason);
  }

  private @Nullable Item skipped() {
    json.skipChildren();
    return null;
  }

  private @Nullable Item span(JsonToken token) {
    if (token == JsonToken.END_ARRAY) {
      levels.pop();
      return null;
    }
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    Span.Builder span = Span.newBuilder();
    String place = place();
    Item wrong = message(token, span, () -> {});
    return wrong == null ? new Found(origin, span.build(), place) : wrong;
  }

  /** Reads an object; what is wrong with it concerns no other. */
  private @Nullable Item message(JsonToken token, Message.Builder into, Runnable done) {
    if (token != JsonToken.START_OBJECT) {
      json.skipChildren();
      return token == JsonToken.VALUE_NULL ? null : unfit("an object is expected");
    }
    String place = place();
    int depth = json.streamReadContext().getNestingDepth();
    try {
      OtlpJson.message(json, into);
      done.run();
      return null;
    } catch (IllegalArgumentException e) {
      while (json.streamReadContext().getNestingDepth() >= depth) {
        json.nextToken();
      }
      return new Unfit(place, String.valueOf(e.getMessage()));
    }
  }

  private Unfit unfit(String reason) {
    return new Unfit(place(), reason);
  }

  private String place() {
    return file.place(json.currentTokenLocation(), linesBefore);
  }

  @Override
  public String place(JacksonException failure) {
    return file.place(JsonFile.location(failure, json), linesBefore);
  }

  @Override
  public @Nullable SpanStream behindBrokenLine() {
    long next = requestAt < 0 ? -1 : file.nextObjectLine(requestAt);
    return next < 0 ? null : new OtlpStream(file, next, requestLine);
  }

  @Override
  public void close() {
    json.close();
  }
}
