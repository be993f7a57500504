package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.server.OpikServer;
import dev.opikdesktop.server.ServerSettings;
import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.server.configuration.ConfigurationException;
import dev.opikdesktop.server.configuration.Setting;
import dev.opikdesktop.server.http.PortTakenException;
import dev.opikdesktop.server.telemetry.Telemetry;
import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.Stores;
import dev.opikdesktop.storage.StoresSettings;
import dev.opikdesktop.storage.StoresSettings.AnalyticsPlace;
import dev.opikdesktop.storage.StoresSettings.RelationalPlace;
import dev.opikdesktop.storage.analytics.ClickHouseEndpoint;
import dev.opikdesktop.storage.engine.EngineSettings;
import dev.opikdesktop.storage.relational.MySqlSettings;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores that the configuration names, and the server over them. */
final class LocalServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalServer.class);

  private static final int MYSQL_PORT = 3306;
  private static final int MYSQL_CONNECTIONS = 10;

  private final Stores stores;
  private final OpikServer server;

  private LocalServer(Stores stores, OpikServer server) {
    this.stores = stores;
    this.server = server;
  }

  /**
   * Returns when everything answers. A backup that was restored and cannot be opened gives way to
   * what was there before it.
   *
   * @param port of the REST API
   * @throws ConfigurationException if OpenTelemetry cannot make sense of its variables
   * @throws PortTakenException if the REST port is taken
   * @throws dev.opikdesktop.storage.StorageException if a store cannot be opened
   */
  static LocalServer start(Configuration configuration, DataFolder folder, int port) {
    try {
      return begun(configuration, folder, port);
    } catch (PortTakenException | ConfigurationException otherwise) {
      throw otherwise;
    } catch (RuntimeException failure) {
      if (!folder.undoRestore(String.valueOf(failure.getMessage()))) {
        throw failure;
      }
      log.warn("The restored backup cannot be opened; what was there before is back", failure);
      return begun(configuration, folder, port);
    }
  }

  private static LocalServer begun(Configuration configuration, DataFolder folder, int port) {
    Telemetry telemetry = Telemetry.of(configuration.telemetry());
    Stores stores = null;
    try {
      stores = telemetry.origin().during(() -> Stores.open(stores(configuration, folder)));
      OpikServer server = OpikServer.start(server(configuration, folder, port), stores, telemetry);
      folder.keepRestored();
      return new LocalServer(stores, server);
    } catch (RuntimeException failure) {
      telemetry.close();
      if (stores != null) {
        stores.close();
      }
      throw failure;
    }
  }

  int restPort() {
    return server.restPort();
  }

  /**
   * What is called when a restored backup waits for {@link #close}, which it must not do itself.
   */
  void onRestoreReady(Runnable listener) {
    server.onRestoreReady(listener);
  }

  /** Empty when it is switched off, or its port was taken. */
  OptionalInt otlpHttpPort() {
    return server.otlpHttpPort();
  }

  /** Empty when it is switched off, or its port was taken. */
  OptionalInt otlpGrpcPort() {
    return server.otlpGrpcPort();
  }

  @Override
  public void close() {
    try (stores) {
      server.close();
    }
  }

  private static ServerSettings server(Configuration configuration, DataFolder folder, int port) {
    return new ServerSettings(
        configuration.server().host(),
        port,
        configuration.otlp().httpPort(),
        configuration.otlp().grpcPort(),
        configuration.server().allowedHosts(),
        configuration.server().maxRequestSize(),
        configuration.server().maxJsonSize(),
        folder.root(),
        configuration.data().maxSize(),
        false);
  }

  private static StoresSettings stores(Configuration configuration, DataFolder folder) {
    AnalyticsPlace analytics =
        configuration
            .analytics()
            .<AnalyticsPlace>map(
                remote ->
                    new AnalyticsPlace.Server(
                        new ClickHouseEndpoint(
                            URI.create(remote.url()),
                            remote.user(),
                            remote.password(),
                            remote.database())))
            .orElseGet(() -> new AnalyticsPlace.Embedded(engine(configuration, folder)));
    RelationalPlace relational =
        configuration
            .relational()
            .<RelationalPlace>map(remote -> new RelationalPlace.Server(mySql(remote)))
            .orElseGet(RelationalPlace.Embedded::new);
    return new StoresSettings(folder, analytics, relational);
  }

  private static EngineSettings engine(Configuration configuration, DataFolder folder) {
    Configuration.Engine engine = configuration.engine();
    return EngineSettings.of(folder.engine())
        .withLibrary(engine.library().orElse(null))
        .withMemoryBytes(engine.memoryLimit())
        .withConnections(engine.connections());
  }

  /** From an address such as {@code jdbc:mariadb://db.example:3306/opik}. */
  static MySqlSettings mySql(Configuration.RelationalServer remote) {
    URI address = URI.create(remote.url().substring("jdbc:".length()));
    if (address.getHost() == null || address.getPath() == null || address.getPath().length() < 2) {
      throw new ConfigurationException(
          List.of(
              ("%s must name a host and a database, as jdbc:mariadb://db.example:3306/opik does;"
                      + " it is '%s'")
                  .formatted(Setting.RELATIONAL_URL.key(), remote.url())));
    }
    return new MySqlSettings(
        address.getHost(),
        address.getPort() < 0 ? MYSQL_PORT : address.getPort(),
        address.getPath().substring(1),
        remote.user(),
        remote.password(),
        MYSQL_CONNECTIONS);
  }
}
