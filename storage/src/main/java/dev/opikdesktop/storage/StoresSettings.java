package dev.opikdesktop.storage;

import dev.opikdesktop.storage.analytics.ClickHouseEndpoint;
import dev.opikdesktop.storage.engine.EngineSettings;
import dev.opikdesktop.storage.relational.MySqlSettings;

/**
 * Which stores to open.
 *
 * @param folder holds every store that is not elsewhere
 */
public record StoresSettings(
    DataFolder folder, AnalyticsPlace analytics, RelationalPlace relational) {
  /** The name of the database in ClickHouse, unless a server's address says another. */
  public static final String ANALYTICS_DATABASE = "opik";

  /** Everything in the data folder. */
  public static StoresSettings local(DataFolder folder) {
    return new StoresSettings(
        folder,
        new AnalyticsPlace.Embedded(EngineSettings.of(folder.engine())),
        new RelationalPlace.Embedded());
  }

  /** The same with the engine started in another way. */
  public StoresSettings withEngine(EngineSettings engine) {
    return new StoresSettings(folder, new AnalyticsPlace.Embedded(engine), relational);
  }

  /** Where analytics are kept. */
  public sealed interface AnalyticsPlace {
    /** In the data folder, by an engine process of our own. */
    record Embedded(EngineSettings engine) implements AnalyticsPlace {}

    /**
     * On a ClickHouse server.
     *
     * @param isShared whether other programs read there what this one writes
     */
    record Server(ClickHouseEndpoint endpoint, boolean isShared) implements AnalyticsPlace {
      public Server(ClickHouseEndpoint endpoint) {
        this(endpoint, true);
      }
    }
  }

  /** Where relational data are kept. */
  public sealed interface RelationalPlace {
    /** In the data folder, by H2. */
    record Embedded() implements RelationalPlace {}

    /** On a MySQL or MariaDB server. */
    record Server(MySqlSettings settings) implements RelationalPlace {}
  }
}
