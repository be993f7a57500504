package dev.opikdesktop.transfer.foreign;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A process of Jaeger, which was a resource: a service's name, and tags. */
final class JaegerProcess {
  private final SpanOrigin.Owner owner = new SpanOrigin.Owner();
  private final Map<String, SpanOrigin> scopes = new HashMap<>();

  private JaegerProcess(Resource resource) {
    owner.set(resource);
  }

  /** Of spans whose process the file does not tell. */
  static JaegerProcess unknown() {
    return new JaegerProcess(Resource.getDefaultInstance());
  }

  /** Reads the value that is the current token. */
  static JaegerProcess read(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return unknown();
    }
    Map<String, AnyValue> attributes = new LinkedHashMap<>();
    String service = "";
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "serviceName" -> service = token == JsonToken.VALUE_STRING ? json.getString() : "";
        case "tags" -> attributes.putAll(JaegerTags.read(json));
        default -> json.skipChildren();
      }
    }
    Resource.Builder resource = Resource.newBuilder();
    if (!service.isEmpty()) {
      attributes.put("service.name", AnyValue.newBuilder().setStringValue(service).build());
    }
    attributes.forEach(
        (key, value) -> resource.addAttributes(KeyValue.newBuilder().setKey(key).setValue(value)));
    return new JaegerProcess(resource.build());
  }

  /** The scope with this name in it. */
  SpanOrigin origin(String name, String version) {
    return scopes.computeIfAbsent(
        name + "\n" + version,
        key -> {
          SpanOrigin origin = new SpanOrigin(owner);
          origin.set(InstrumentationScope.newBuilder().setName(name).setVersion(version).build());
          return origin;
        });
  }
}
