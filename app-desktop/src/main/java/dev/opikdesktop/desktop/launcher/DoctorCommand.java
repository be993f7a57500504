package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.desktop.launcher.ControlSocket.Instance;
import dev.opikdesktop.desktop.launcher.ControlSocket.Request;
import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.DataFolderException;
import dev.opikdesktop.storage.FolderHolder;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.ClickHouseAnalytics;
import dev.opikdesktop.storage.analytics.ClickHouseEndpoint;
import dev.opikdesktop.storage.analytics.ClickHouseGrants;
import dev.opikdesktop.storage.analytics.Statement;
import dev.opikdesktop.storage.engine.Engine;
import dev.opikdesktop.storage.engine.EngineLibrary;
import dev.opikdesktop.storage.engine.EngineSettings;
import dev.opikdesktop.storage.relational.MySqlDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Looks at everything that a start needs, and says what is wrong and what to do. It writes nothing
 * into the data folder and takes no lock, so an application that runs on it does not notice.
 */
final class DoctorCommand {
  private static final long MEGABYTE = 1L << 20;
  private static final long LEAST_ROOM = 1024 * MEGABYTE;

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);

  /** Clocks of one machine may differ from those of its file systems by a little. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  /** {@code opik-desktop doctor}. */
  @Command(
      name = "doctor",
      mixinStandardHelpOptions = true,
      usageHelpAutoWidth = true,
      description = {
        "Checks what a start needs: ports, disk, data folder, engine, clock and remote stores.",
        "A line a check; the exit code is 0 if all is well, and 1 otherwise."
      })
  static final class Options {}

  private final Configuration configuration;
  private final PrintStream output;
  private boolean faultFound;

  /**
   * A command over the configuration that a start would have.
   *
   * @param output for a line a check
   */
  DoctorCommand(LaunchSettings settings, PrintStream output) {
    this.configuration = settings.configuration();
    this.output = output;
  }

  /** Looks at everything. */
  ExitCode run() {
    Path folder = configuration.data().folder();
    Optional<FolderHolder> holder = DataFolder.holder(folder);
    Optional<Instance> running =
        holder
            .flatMap(FolderHolder::controlSocket)
            .flatMap(path -> ControlSocket.ask(path, Request.WHO));
    folder(folder, holder, running);
    disk(folder);
    ports(holder.map(FolderHolder::pid).orElse(-1L));
    if (configuration.analytics().isEmpty()) {
      engine();
    }
    clock(folder);
    fonts();
    configuration.analytics().ifPresent(this::clickHouse);
    configuration.relational().ifPresent(this::relational);
    telemetry(configuration.telemetry());
    return faultFound ? ExitCode.START_FAILED : ExitCode.STOPPED;
  }

  private void folder(Path folder, Optional<FolderHolder> holder, Optional<Instance> running) {
    try {
      String contents =
          DataFolder.contents(folder).orElse("nothing in it yet; it is made at the first start");
      Path existing = existing(folder);
      if (!Files.isWritable(existing)) {
        fault("data folder", "no permission to write " + existing + ": choose another, --data-dir");
        return;
      }
      fine("data folder", folder + ": " + contents);
    } catch (DataFolderException refused) {
      fault("data folder", String.valueOf(refused.getMessage()));
    }
    if (running.isPresent()) {
      fine("running", "Opik Desktop has the folder open: " + running.get().words());
    } else if (holder.isPresent()) {
      fault(
          "running",
          "process %d has the folder open and does not answer: wait a moment, or end it"
              .formatted(holder.get().pid()));
    } else {
      fine("running", "no Opik Desktop has the folder open");
    }
  }

  private void disk(Path folder) {
    long room = existing(folder).toFile().getUsableSpace();
    String words = "%d MB are free".formatted(room / MEGABYTE);
    if (room < LEAST_ROOM) {
      fault("disk", words + ": make room, or choose another folder with --data-dir");
    } else {
      fine("disk", words);
    }
  }

  private void ports(long owner) {
    String host = configuration.server().host();
    port("port of the API", host, OptionalInt.of(configuration.server().port()), "--port", owner);
    port("port of OTLP/HTTP", host, configuration.otlp().httpPort(), "--otlp-http-port", owner);
    port("port of OTLP/gRPC", host, configuration.otlp().grpcPort(), "--otlp-grpc-port", owner);
  }

  private void port(String check, String host, OptionalInt wanted, String option, long owner) {
    if (wanted.isEmpty()) {
      fine(check, "switched off");
      return;
    }
    int port = wanted.getAsInt();
    if (port == 0) {
      fine(check, "any free one");
      return;
    }
    TakenPort.Use use = TakenPort.look(host, port, owner);
    if (use.isFree()) {
      fine(check, port + " is free");
    } else if (use.isOurs()) {
      fine(check, port + " is taken by the Opik Desktop that has the folder open");
    } else {
      fault(
          check,
          "%d is taken by %s: end it, or choose another with %s"
              .formatted(port, use.who(), option));
    }
  }

  /** Nothing stops without them; so it is no fault. */
  private void fonts() {
    try {
      List<String> missing = FallbackFonts.ofThisUser().missingLanguages();
      fine(
          "fonts",
          missing.isEmpty()
              ? "nothing is missing"
              : "the window can't show %s: run opik-desktop fetch"
                  .formatted(String.join(", ", missing)));
    } catch (IOException | RuntimeException | LinkageError failure) {
      fine("fonts", "can't be looked at: " + failure.getMessage());
    }
  }

  private void engine() {
    Path named = configuration.engine().library().orElse(null);
    try {
      Optional<Path> library = EngineLibrary.present(named);
      if (library.isEmpty()) {
        if (named == null) {
          fine("engine library", "not here yet; npm fetches it at the first start (178 MB)");
        } else {
          fault("engine library", "there is none at " + named + ": mend engine.library");
        }
        return;
      }
      if (EngineLibrary.isPinned(library.get())) {
        fine("engine library", library.get() + " is what was pinned");
      } else if (named != null) {
        fine("engine library", library.get() + " is another than the pinned one, as you named it");
      } else {
        fault(
            "engine library",
            library.get() + " has another hash than the pinned one: delete it, and start again");
        return;
      }
      start(library.get());
    } catch (StorageException | IOException failure) {
      fault("engine", String.valueOf(failure.getMessage()));
    }
  }

  /** In a folder of its own, so that what runs is not disturbed. */
  private void start(Path library) {
    long begun = System.nanoTime();
    try (WorkFolder work = WorkFolder.make();
        Engine engine =
            Engine.start(EngineSettings.of(work.path().resolve("engine")).withLibrary(library));
        Analytics analytics =
            new ClickHouseAnalytics(
                () ->
                    new ClickHouseEndpoint(
                        engine.endpoint(), engine.user(), engine.password(), "default"))) {
      String version = version(analytics);
      long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
      fine("engine", "ClickHouse %s starts and answers in %d ms".formatted(version, millis));
    }
  }

  private static String version(Analytics analytics) {
    return analytics.query(Statement.of("SELECT version()"), row -> row.string()).getFirst();
  }

  private void clock(Path folder) {
    String zone = System.getenv("TZ");
    if (zone != null && !zone.isBlank() && !isZone(zone)) {
      fault("clock", "the variable TZ names no time zone that Java knows: '%s'".formatted(zone));
      return;
    }
    Instant now = Instant.now();
    Instant newest = newest(folder);
    if (newest.isAfter(now.plus(CLOCK_TOLERANCE))) {
      fault(
          "clock",
          ("it says %s, and the data folder was written to at %s: the clock went back."
                  + " Set it right: what is written now would lose to what is there")
              .formatted(now, newest));
    } else {
      fine("clock", now + ", time zone " + ZoneId.systemDefault());
    }
  }

  private static boolean isZone(String name) {
    try {
      return ZoneId.of(name.startsWith(":") ? name.substring(1) : name) != null;
    } catch (DateTimeException unknown) {
      // A path of a zone file, or a POSIX rule such as CET-1CEST, which Java maps by itself.
      return name.contains("/") || name.matches(".*[0-9].*");
    }
  }

  /** When a row or a change of the relational database was written last; long ago if never. */
  private static Instant newest(Path folder) {
    Instant newest = Instant.EPOCH;
    for (String part : List.of("write-ahead", "relational", "version")) {
      try (Stream<Path> files = Files.walk(folder.resolve(part), 1)) {
        for (Path file : files.toList()) {
          Instant written = Files.getLastModifiedTime(file).toInstant();
          newest = written.isAfter(newest) ? written : newest;
        }
      } catch (IOException absent) {
        // Not there yet, or just gone.
      }
    }
    return newest;
  }

  private void clickHouse(Configuration.AnalyticsServer server) {
    ClickHouseEndpoint endpoint =
        new ClickHouseEndpoint(
            URI.create(server.url()), server.user(), server.password(), "default");
    String url = withoutSecrets(server.url());
    try (Analytics analytics = new ClickHouseAnalytics(() -> endpoint)) {
      String version = version(analytics);
      String missing = String.join(", ", ClickHouseGrants.missing(analytics, server.database()));
      if (missing.isEmpty()) {
        fine("analytics.url", url + " is ClickHouse " + version);
      } else {
        fault(
            "analytics.url",
            "%s is ClickHouse %s, and its user %s lacks %s: GRANT %s ON %s.* TO %s"
                .formatted(
                    url,
                    version,
                    server.user(),
                    missing,
                    missing,
                    server.database(),
                    server.user()));
      }
    } catch (StorageException refused) {
      fault("analytics.url", url + ": " + withoutSecrets(String.valueOf(refused.getMessage())));
    }
  }

  private void relational(Configuration.RelationalServer server) {
    String url = withoutSecrets(server.url());
    try {
      fine("relational.url", url + " is " + MySqlDatabase.probe(LocalServer.mySql(server)));
    } catch (StorageException refused) {
      fault("relational.url", withoutSecrets(String.valueOf(refused.getMessage())));
    }
  }

  /** Addresses may hold a user's password before the host, and anything among their parameters. */
  private static String withoutSecrets(String text) {
    return text.replaceAll("//[^/@\\s]*@", "//").replaceAll("\\?[^\\s]*", "");
  }

  private void telemetry(Configuration.Telemetry telemetry) {
    String check = "telemetry";
    switch (telemetry.export()) {
      case OFF -> fine(check, "switched off");
      case PROJECT ->
          fine(check, "spans of the server's own work go to project " + telemetry.project());
      case OTLP -> telemetry.endpoints().forEach(endpoint -> collector(check, endpoint));
    }
  }

  private void collector(String check, URI endpoint) {
    boolean secure = "https".equals(endpoint.getScheme());
    int port = endpoint.getPort() >= 0 ? endpoint.getPort() : secure ? 443 : 80;
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(endpoint.getHost(), port), (int) LONGEST_CONNECT.toMillis());
      fine(check, "there is somebody at " + withoutSecrets(endpoint.toString()));
    } catch (IOException | IllegalArgumentException unreachable) {
      fault(
          check,
          "%s cannot be reached: %s. Start the collector, or set telemetry.export: off"
              .formatted(withoutSecrets(endpoint.toString()), unreachable.getMessage()));
    }
  }

  private void fine(String check, String words) {
    output.println("ok     " + check + ": " + words);
  }

  private void fault(String check, String words) {
    faultFound = true;
    output.println("FAULT  " + check + ": " + words);
  }

  /** The folder, or the nearest above it that is there. */
  private static Path existing(Path folder) {
    Path each = folder.toAbsolutePath();
    while (!Files.exists(each) && each.getParent() != null) {
      each = each.getParent();
    }
    return each;
  }
}
