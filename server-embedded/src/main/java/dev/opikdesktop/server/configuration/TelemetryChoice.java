package dev.opikdesktop.server.configuration;

import dev.opikdesktop.server.configuration.Configuration.Otlp;
import dev.opikdesktop.server.configuration.Configuration.Server;
import dev.opikdesktop.server.configuration.Configuration.Telemetry;
import dev.opikdesktop.server.configuration.Configuration.TelemetryExport;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether and where the server tells of its own work. OpenTelemetry's variables say how, and never
 * whether: whoever develops an application has set them for that one, and often to this server.
 */
final class TelemetryChoice {
  private static final String PREFIX = "OTEL_";
  private static final String EXPORTER = "OTEL_EXPORTER_OTLP_";
  private static final String ENDPOINT = "ENDPOINT";
  private static final String PROTOCOL = "PROTOCOL";
  private static final List<String> SIGNALS = List.of("TRACES_", "METRICS_");
  private static final Set<String> PROTOCOLS = Set.of("http/protobuf", "grpc");
  private static final Set<String> LOCAL_HOSTS =
      Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0");

  private final Function<Setting, String> texts;
  private final BiConsumer<Setting, String> faults;
  private final Map<String, String> variables = new HashMap<>();

  /**
   * @param texts the text of a setting, empty for none
   * @param faults takes what is wrong with a setting
   */
  TelemetryChoice(
      Map<String, String> environment,
      Function<Setting, String> texts,
      BiConsumer<Setting, String> faults) {
    this.texts = texts;
    this.faults = faults;
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            variables.put(name, value.strip());
          }
        });
  }

  Telemetry read(Server server, Otlp otlp) {
    put(Setting.TELEMETRY_PROTOCOL, PROTOCOL, (signal, text) -> text);
    put(Setting.TELEMETRY_ENDPOINT, ENDPOINT, this::endpointOf);
    put(Setting.TELEMETRY_HEADERS, "HEADERS", (signal, text) -> text);
    TelemetryExport export = export();
    if (export == TelemetryExport.OTLP) {
      checkProtocol();
      checkEndpoint(server, otlp);
    }
    String project = texts.apply(Setting.TELEMETRY_PROJECT);
    if (export == TelemetryExport.PROJECT && project.isEmpty()) {
      faults.accept(Setting.TELEMETRY_PROJECT, "is the name of a project");
    }
    return new Telemetry(export, project, Map.copyOf(variables));
  }

  private TelemetryExport export() {
    return switch (texts.apply(Setting.TELEMETRY_EXPORT).toLowerCase(Locale.ROOT)) {
      // A YAML reader of the older kind, or its user, takes off for false.
      case "off", "false" -> TelemetryExport.OFF;
      case "otlp" -> TelemetryExport.OTLP;
      case "project" -> TelemetryExport.PROJECT;
      default -> {
        faults.accept(Setting.TELEMETRY_EXPORT, "is off, otlp or project");
        yield TelemetryExport.OFF;
      }
    };
  }

  /**
   * A setting of ours counts for every signal: a variable for one signal, which the SDK would
   * prefer and can't be emptied, says the same.
   */
  private void put(Setting setting, String name, BinaryOperator<String> ofSignal) {
    String text = texts.apply(setting);
    if (!text.isEmpty()) {
      for (String signal : SIGNALS) {
        variables.computeIfPresent(
            EXPORTER + signal + name, (key, theirs) -> ofSignal.apply(signal, text));
      }
      variables.put(EXPORTER + name, text);
    }
  }

  /** Where one signal goes: over HTTP it has a path of its own. */
  private String endpointOf(String signal, String endpoint) {
    String protocol =
        variables.getOrDefault(
            EXPORTER + signal + PROTOCOL, variables.getOrDefault(EXPORTER + PROTOCOL, ""));
    if (protocol.equals("grpc")) {
      return endpoint;
    }
    String base = endpoint.endsWith("/") ? endpoint : endpoint + "/";
    return base + "v1/" + signal.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private void checkProtocol() {
    values(variables, PROTOCOL)
        .filter(protocol -> !PROTOCOLS.contains(protocol))
        .findFirst()
        .ifPresent(
            protocol ->
                faults.accept(Setting.TELEMETRY_PROTOCOL, "is http/protobuf or grpc: " + protocol));
  }

  private void checkEndpoint(Server server, Otlp otlp) {
    List<String> endpoints = endpoints(variables).toList();
    if (endpoints.isEmpty()) {
      faults.accept(
          Setting.TELEMETRY_ENDPOINT,
          "is needed for telemetry.export: otlp, for example http://collector:4318"
              + " (or set OTEL_EXPORTER_OTLP_ENDPOINT)");
    }
    for (String endpoint : endpoints) {
      Optional<URI> address = address(endpoint);
      if (address.isEmpty()) {
        faults.accept(
            Setting.TELEMETRY_ENDPOINT, "is an address as http://collector:4318: " + endpoint);
      } else if (isThisServer(address.get(), server, otlp)) {
        faults.accept(
            Setting.TELEMETRY_ENDPOINT,
            endpoint + " is this server itself: telemetry.export: project keeps its spans here");
      }
    }
  }

  private static Optional<URI> address(String endpoint) {
    try {
      return Optional.of(URI.create(endpoint))
          .filter(each -> each.getHost() != null)
          .filter(each -> Set.of("http", "https").contains(each.getScheme()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isThisServer(URI address, Server server, Otlp otlp) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    return (LOCAL_HOSTS.contains(host) || host.equals(server.host()))
        && Stream.of(OptionalInt.of(server.port()), otlp.httpPort(), otlp.grpcPort())
            .flatMapToInt(OptionalInt::stream)
            .anyMatch(port -> port != 0 && port == address.getPort());
  }

  /** Where the variables say that signals go. */
  static Stream<String> endpoints(Map<String, String> variables) {
    return values(variables, ENDPOINT);
  }

  private static Stream<String> values(Map<String, String> variables, String name) {
    return Stream.concat(Stream.of(""), SIGNALS.stream())
        .map(signal -> variables.getOrDefault(EXPORTER + signal + name, ""))
        .filter(text -> !text.isEmpty());
  }
}
