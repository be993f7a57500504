package dev.opikdesktop.server;

import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.server.telemetry.Telemetry;
import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.Stores;
import dev.opikdesktop.storage.StoresSettings;
import dev.opikdesktop.storage.StoresSettings.AnalyticsPlace;
import dev.opikdesktop.storage.analytics.ClickHouseEndpoint;
import dev.opikdesktop.storage.engine.Engine;
import dev.opikdesktop.storage.engine.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Supplier;

/**
 * A whole server on free ports with real stores of its own: a fresh database in the engine that all
 * tests of a JVM share, and a fresh folder for the rest. Tests that need nothing special share
 * {@link #shared()} and keep to projects of their own.
 */
public final class RunningServer implements AutoCloseable {
  private static RunningServer shared;

  private final DataFolder folder;
  private final StoresSettings settings;
  private final Supplier<Telemetry> telemetry;
  private Stores stores;
  private OpikServer server;

  private RunningServer(DataFolder folder, StoresSettings settings, Supplier<Telemetry> telemetry) {
    this.folder = folder;
    this.settings = settings;
    this.telemetry = telemetry;
    this.stores = Stores.open(settings);
    this.server = begun();
  }

  private OpikServer begun() {
    return OpikServer.start(
        ServerSettings.of(folder.root()).onFreePorts(), stores, telemetry.get());
  }

  /** One server for all tests of the JVM. */
  public static synchronized RunningServer shared() {
    if (shared == null) {
      RunningServer started = start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      shared = started;
    }
    return shared;
  }

  /** A server with empty stores. */
  public static RunningServer start() {
    return start(TestEngine.freshDatabase(), () -> Telemetry.OFF);
  }

  /** A server with empty stores that tells of its work. */
  public static RunningServer start(Configuration.Telemetry telemetry) {
    return start(TestEngine.freshDatabase(), () -> Telemetry.of(telemetry));
  }

  /** A server in the database that the application has; one a JVM. */
  public static RunningServer startInDefaultDatabase() {
    return start("default", () -> Telemetry.OFF);
  }

  private static RunningServer start(String database, Supplier<Telemetry> telemetry) {
    try {
      DataFolder folder = DataFolder.open(Files.createTempDirectory("opik-server"));
      Engine engine = TestEngine.engine();
      ClickHouseEndpoint endpoint =
          new ClickHouseEndpoint(engine.endpoint(), engine.user(), engine.password(), database);
      return new RunningServer(
          folder,
          new StoresSettings(
              folder, new AnalyticsPlace.Server(endpoint, false), TestRelational.fresh()),
          telemetry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of the REST API, as the SDKs are configured with it. */
  public String url() {
    return server.restUrl() + "/api";
  }

  public OpikServer server() {
    return server;
  }

  public Stores stores() {
    return stores;
  }

  /** Ends and starts again on the same stores, on another port. */
  public void restart() {
    server.close();
    stores.close();
    stores = Stores.open(settings);
    server = begun();
  }

  @Override
  public void close() {
    server.close();
    stores.close();
    folder.close();
    TestEngine.delete(folder.root());
  }
}
