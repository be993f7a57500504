package dev.opikdesktop.server.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;

/** Which project a resource's spans belong to when the request does not name one. */
public final class ProjectNames {
  static final String DEFAULT = "Default Project";

  private static final List<String> KEYS =
      List.of("opik.project", "openinference.project.name", "service.name");

  /** What the SDKs of OpenTelemetry call a service whose name nobody set. */
  private static final String UNNAMED_SERVICE = "unknown_service";

  private ProjectNames() {}

  /** The project of a resource's spans. */
  public static String of(Resource resource) {
    for (String key : KEYS) {
      for (KeyValue attribute : resource.getAttributesList()) {
        String name = attribute.getValue().getStringValue().strip();
        if (attribute.getKey().equals(key)
            && !name.isEmpty()
            && !(key.equals("service.name") && name.startsWith(UNNAMED_SERVICE))) {
          return name;
        }
      }
    }
    return DEFAULT;
  }
}
