package dev.opikdesktop.storage;

import dev.opikdesktop.storage.StoresSettings.AnalyticsPlace;
import dev.opikdesktop.storage.StoresSettings.RelationalPlace;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.ClickHouseAnalytics;
import dev.opikdesktop.storage.analytics.ClickHouseEndpoint;
import dev.opikdesktop.storage.analytics.Statement;
import dev.opikdesktop.storage.blobs.Blobs;
import dev.opikdesktop.storage.blobs.FileBlobs;
import dev.opikdesktop.storage.coordination.Coordination;
import dev.opikdesktop.storage.coordination.HeldLock;
import dev.opikdesktop.storage.coordination.LocalCoordination;
import dev.opikdesktop.storage.engine.Engine;
import dev.opikdesktop.storage.migration.AnalyticsMigration;
import dev.opikdesktop.storage.migration.Changelog;
import dev.opikdesktop.storage.migration.MigrationException;
import dev.opikdesktop.storage.observation.Observation;
import dev.opikdesktop.storage.relational.H2Database;
import dev.opikdesktop.storage.relational.MySqlDatabase;
import dev.opikdesktop.storage.relational.Relational;
import dev.opikdesktop.storage.writeahead.WriteAheadAnalytics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The four ports, open and migrated. */
public final class Stores implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Stores.class);

  private static final Duration LONGEST_MIGRATION = Duration.ofMinutes(2);

  private static final Pattern DATABASE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final StoresSettings settings;
  private final OpenAnalytics analytics;
  private final Relational relational;
  private final Coordination coordination;
  private final Blobs blobs;

  private Stores(
      StoresSettings settings,
      OpenAnalytics analytics,
      Relational relational,
      Coordination coordination,
      Blobs blobs) {
    this.settings = settings;
    this.analytics = analytics;
    this.relational = relational;
    this.coordination = coordination;
    this.blobs = blobs;
  }

  /**
   * Opens the stores, the two databases side by side, and brings both to this program's version.
   *
   * <p>If a migration fails, what an older version of the program needs is as it was: ClickHouse
   * goes first, whose changesets only add, and the H2 file is put back.
   *
   * @throws MigrationException if a migration fails
   * @throws StorageException if a store cannot be opened; none is open then
   */
  public static Stores open(StoresSettings settings) {
    long start = System.nanoTime();
    DataFolder folder = settings.folder();
    FolderVersion before = folder.version();
    folder.version(after(settings, before));
    Coordination coordination = new LocalCoordination();
    CompletableFuture<OpenAnalytics> analytics =
        inBackground(() -> openAnalytics(settings, coordination));
    CompletableFuture<Relational> relational =
        inBackground(() -> openRelational(settings, analytics::join));
    try {
      Blobs blobs = FileBlobs.open(folder.blobs());
      Stores stores =
          new Stores(settings, analytics.join(), relational.join(), coordination, blobs);
      log.debug("All stores are open after {} ms", millisSince(start));
      return stores;
    } catch (RuntimeException e) {
      RuntimeException cause = unwrapped(e);
      closeWhenOpen(relational, cause);
      closeWhenOpen(analytics, cause);
      folder.version(before);
      throw cause;
    }
  }

  public Analytics analytics() {
    return analytics.port();
  }

  public Relational relational() {
    return relational;
  }

  public Coordination coordination() {
    return coordination;
  }

  public Blobs blobs() {
    return blobs;
  }

  /** The engine process, if analytics are kept by one of ours. */
  public Optional<Engine> engine() {
    return Optional.ofNullable(analytics.engine());
  }

  /** Takes snapshots of the data folder; empty if a store is kept elsewhere. */
  public Optional<StoresSnapshot> snapshot() {
    return analytics.engine() != null && relational instanceof H2Database database
        ? Optional.of(new StoresSnapshot(settings.folder(), analytics.port(), database))
        : Optional.empty();
  }

  /** Closes every store, whatever the others throw. */
  @Override
  public void close() {
    try (coordination;
        blobs;
        analytics;
        relational) {
      log.debug("Closing the stores");
    }
  }

  private static OpenAnalytics openAnalytics(StoresSettings settings, Coordination coordination) {
    long start = System.nanoTime();
    Engine engine = null;
    Analytics port = null;
    try {
      Supplier<ClickHouseEndpoint> endpoint =
          switch (settings.analytics()) {
            case AnalyticsPlace.Server server -> server::endpoint;
            case AnalyticsPlace.Embedded embedded -> {
              Engine started = Engine.start(embedded.engine());
              engine = started;
              yield () ->
                  new ClickHouseEndpoint(
                      started.endpoint(),
                      started.user(),
                      started.password(),
                      StoresSettings.ANALYTICS_DATABASE);
            }
          };
      port = new ClickHouseAnalytics(endpoint);
      if (!(settings.analytics() instanceof AnalyticsPlace.Server server && server.isShared())) {
        // Before the migration: its rows are as the program had them that wrote them.
        port = WriteAheadAnalytics.open(port, settings.folder().writeAhead());
      }
      long started = System.nanoTime();
      migrate(port, endpoint.get(), coordination);
      log.debug(
          "Analytics: started in {} ms, schema ready {} ms later",
          (started - start) / 1_000_000,
          millisSince(started));
      return new OpenAnalytics(port, engine);
    } catch (RuntimeException e) {
      closeAfter(e, port);
      closeAfter(e, engine);
      throw e;
    }
  }

  private static void migrate(
      Analytics port, ClickHouseEndpoint endpoint, Coordination coordination) {
    Changelog changelog = Changelog.analytics();
    if (AnalyticsMigration.isApplied(port, changelog)) {
      return;
    }
    try (HeldLock ignored = coordination.lock("migrate analytics", LONGEST_MIGRATION)) {
      createDatabase(endpoint);
      // Another replica may have done it while this one waited.
      if (!AnalyticsMigration.isApplied(port, changelog)) {
        AnalyticsMigration.run(port, changelog);
      }
    }
  }

  /** A statement names the database that it runs in, so creating ours starts from another. */
  private static void createDatabase(ClickHouseEndpoint endpoint) {
    if (!DATABASE_NAME.matcher(endpoint.database()).matches()) {
      throw new StorageException(
          StorageException.Kind.INVALID,
          "The name of the ClickHouse database, %s, must be letters, digits and _"
              .formatted(endpoint.database()));
    }
    ClickHouseEndpoint anywhere =
        new ClickHouseEndpoint(endpoint.address(), endpoint.user(), endpoint.password(), "default");
    try (Analytics port = new ClickHouseAnalytics(() -> anywhere)) {
      port.execute(Statement.of("CREATE DATABASE IF NOT EXISTS " + endpoint.database()));
    }
  }

  /**
   * Opens the relational store.
   *
   * @param analyticsDone returns when analytics are migrated, and throws if they could not be
   */
  private static Relational openRelational(StoresSettings settings, Runnable analyticsDone) {
    long start = System.nanoTime();
    Relational relational =
        switch (settings.relational()) {
          case RelationalPlace.Server server -> MySqlDatabase.open(server.settings());
          case RelationalPlace.Embedded ignored ->
              H2Database.open(
                  settings.folder().relational(), settings.folder().backups(), analyticsDone);
        };
    log.debug("Relational: open in {} ms", millisSince(start));
    return relational;
  }

  /** What the folder will hold. A store that is elsewhere does not count. */
  private static FolderVersion after(StoresSettings settings, FolderVersion before) {
    FolderVersion known = FolderVersion.ofThisProgram();
    boolean ownAnalytics = settings.analytics() instanceof AnalyticsPlace.Embedded;
    boolean ownRelational = settings.relational() instanceof RelationalPlace.Embedded;
    return new FolderVersion(
        known.program(),
        known.layout(),
        ownRelational ? known.relational() : before.relational(),
        ownAnalytics ? known.analytics() : before.analytics());
  }

  private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
    Observation around = Observation.current();
    return CompletableFuture.supplyAsync(
        () -> around.during(work::get), task -> Thread.ofVirtual().start(task));
  }

  private static void closeWhenOpen(
      CompletableFuture<? extends AutoCloseable> store, RuntimeException cause) {
    try {
      closeAfter(cause, store.join());
    } catch (CompletionException e) {
      // It was not opened: this is the cause, or came of it.
    }
  }

  private static void closeAfter(RuntimeException cause, @Nullable AutoCloseable store) {
    try {
      if (store != null) {
        store.close();
      }
    } catch (Exception e) {
      cause.addSuppressed(e);
    }
  }

  private static RuntimeException unwrapped(RuntimeException e) {
    Throwable cause = e;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof RuntimeException unchecked ? unchecked : e;
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  /** The analytics port, and the engine behind it if it is ours. */
  private record OpenAnalytics(Analytics port, @Nullable Engine engine) implements AutoCloseable {
    @Override
    public void close() {
      try (engine) {
        port.close();
      }
    }
  }
}
