package dev.opikdesktop.server.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the application was told, from its file, the environment and the command line: the later
 * wins.
 *
 * @param file where the file is, or would be
 * @param analytics a ClickHouse server; empty for the embedded engine
 * @param relational a MySQL or MariaDB server; empty for H2
 * @param values every setting with what it comes to and where that stands
 */
public record Configuration(
    Path file,
    Server server,
    Otlp otlp,
    Data data,
    Engine engine,
    Log log,
    Telemetry telemetry,
    Optional<AnalyticsServer> analytics,
    Optional<RelationalServer> relational,
    List<EffectiveValue> values) {
  /**
   * The REST API.
   *
   * @param port 0 for any free one
   * @param allowedHosts names that requests may name beside those of this machine
   * @param maxRequestSize bytes, on the wire and inflated
   * @param maxJsonSize bytes of a body of JSON, inflated
   */
  public record Server(
      String host, int port, Set<String> allowedHosts, long maxRequestSize, long maxJsonSize) {}

  /**
   * OpenTelemetry.
   *
   * @param httpPort 0 for any free one, empty for none
   * @param grpcPort 0 for any free one, empty for none
   */
  public record Otlp(OptionalInt httpPort, OptionalInt grpcPort) {}

  /**
   * Where everything is kept.
   *
   * @param maxSize bytes of the folder, above which the oldest traces are deleted
   */
  public record Data(Path folder, long maxSize) {}

  /**
   * The embedded engine.
   *
   * @param library in place; empty for the one that is fetched
   * @param memoryLimit bytes
   * @param connections how many statements run at the same time
   */
  public record Engine(Optional<Path> library, long memoryLimit, int connections) {}

  /**
   * The log file.
   *
   * @param json a JSON object a line; text otherwise
   */
  public record Log(boolean json) {}

  /**
   * What the server tells of its own work.
   *
   * @param project for {@link TelemetryExport#PROJECT}
   * @param variables OpenTelemetry's own, with the settings over those of the environment
   */
  public record Telemetry(TelemetryExport export, String project, Map<String, String> variables) {
    /** The collectors of {@link TelemetryExport#OTLP}. */
    public List<URI> endpoints() {
      return TelemetryChoice.endpoints(variables).map(URI::create).distinct().toList();
    }

    @Override
    public String toString() {
      return "Telemetry[" + export + ", " + project + "]";
    }
  }

  /** To whom it tells it. */
  public enum TelemetryExport {
    OFF,
    /** A collector. */
    OTLP,
    /** A project of its own. */
    PROJECT
  }

  /** A ClickHouse server, by its HTTP address. */
  public record AnalyticsServer(String url, String user, String password, String database) {
    @Override
    public String toString() {
      return "AnalyticsServer[" + url + ", " + user + ", " + database + "]";
    }
  }

  /** A MySQL or MariaDB server, by its JDBC address. */
  public record RelationalServer(String url, String user, String password) {
    @Override
    public String toString() {
      return "RelationalServer[" + url + ", " + user + "]";
    }
  }

  /**
   * Puts the sources together.
   *
   * @param file the file that the user named; empty for the system's own place, where it may be
   *     missing
   * @param environment the variables of the process
   * @param commandLine values by the keys of {@link Setting}
   * @throws ConfigurationException with all faults of all sources
   */
  public static Configuration load(
      Optional<Path> file, Map<String, String> environment, Map<String, String> commandLine) {
    return new Sources(file, environment, commandLine).read();
  }
}
