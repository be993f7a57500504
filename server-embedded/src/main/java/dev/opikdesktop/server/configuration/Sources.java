package dev.opikdesktop.server.configuration;

import dev.opikdesktop.server.configuration.Configuration.AnalyticsServer;
import dev.opikdesktop.server.configuration.Configuration.Data;
import dev.opikdesktop.server.configuration.Configuration.Engine;
import dev.opikdesktop.server.configuration.Configuration.Log;
import dev.opikdesktop.server.configuration.Configuration.Otlp;
import dev.opikdesktop.server.configuration.Configuration.RelationalServer;
import dev.opikdesktop.server.configuration.Configuration.Server;
import dev.opikdesktop.server.configuration.Configuration.Telemetry;
import dev.opikdesktop.server.configuration.Setting.Kind;
import dev.opikdesktop.storage.DataFolder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts file, environment and command line together and gathers what is wrong with them. */
final class Sources {
  /** Variables with our prefix that are no settings: the file itself, and what ./run reads. */
  private static final String FILE_VARIABLE = Setting.VARIABLE_PREFIX + "CONFIG";

  private static final Set<String> OTHER_VARIABLES =
      Set.of(FILE_VARIABLE, Setting.VARIABLE_PREFIX + "JAVA_OPTIONS");

  private record Found(String text, String origin) {}

  private final Map<Setting, Found> found = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, String> environment;
  private final Path file;

  Sources(Optional<Path> file, Map<String, String> environment, Map<String, String> commandLine) {
    this.environment = environment;
    Optional<Path> named =
        file.or(
            () ->
                Optional.ofNullable(environment.get(FILE_VARIABLE))
                    .filter(text -> !text.isBlank())
                    .map(Path::of));
    this.file =
        named.orElseGet(
            () ->
                ConfigurationFile.systemPlace(
                    System.getProperty("os.name"),
                    environment,
                    Path.of(System.getProperty("user.home"))));
    takeFile(ConfigurationFile.read(this.file, named.isPresent()));
    takeEnvironment(environment);
    commandLine.forEach((key, text) -> take(key, text, EffectiveValue.COMMAND_LINE));
  }

  private void takeFile(ConfigurationFile file) {
    faults.addAll(file.faults());
    for (ConfigurationFile.Line line : file.lines()) {
      take(line.key(), line.text(), file.path() + " line " + line.number());
    }
  }

  private void take(String key, String text, String origin) {
    Setting.withKey(key)
        .ifPresentOrElse(
            setting -> found.put(setting, new Found(text.strip(), origin)),
            () -> {
              List<String> keys = Setting.ALL.stream().map(Setting::key).toList();
              faults.add(origin + ": '" + key + "' is no setting." + Nearest.hint(key, keys));
            });
  }

  private void takeEnvironment(Map<String, String> environment) {
    Map<String, Setting> variables = new LinkedHashMap<>();
    Setting.ALL.forEach(setting -> variables.put(setting.variable(), setting));
    new TreeMap<>(environment)
        .forEach(
            (name, text) -> {
              if (name.startsWith(Setting.VARIABLE_PREFIX) && !OTHER_VARIABLES.contains(name)) {
                takeVariable(name, text, variables);
              }
            });
  }

  private void takeVariable(String name, String text, Map<String, Setting> variables) {
    Setting setting = variables.get(name);
    if (setting == null) {
      String hint = Nearest.hint(name, variables.keySet());
      faults.add("Environment variable " + name + " sets nothing." + hint);
    } else if (!text.isBlank()) {
      found.put(setting, new Found(text.strip(), EffectiveValue.VARIABLE + name));
    }
  }

  Configuration read() {
    if (text(Setting.SERVER_HOST).isEmpty()) {
      fault(Setting.SERVER_HOST, "is an address of this machine such as 127.0.0.1");
    }
    Server server =
        new Server(
            text(Setting.SERVER_HOST),
            number(Setting.SERVER_PORT),
            names(Setting.SERVER_ALLOWED_HOSTS),
            size(Setting.SERVER_MAX_REQUEST_SIZE),
            size(Setting.SERVER_MAX_JSON_SIZE));
    Otlp otlp = new Otlp(port(Setting.OTLP_HTTP_PORT), port(Setting.OTLP_GRPC_PORT));
    long maxSize =
        text(Setting.DATA_MAX_SIZE).isEmpty() ? Long.MAX_VALUE : size(Setting.DATA_MAX_SIZE);
    Path folder = path(Setting.DATA_FOLDER).orElseGet(DataFolder::systemPlace);
    Engine engine =
        new Engine(
            path(Setting.ENGINE_LIBRARY),
            size(Setting.ENGINE_MEMORY_LIMIT),
            number(Setting.ENGINE_CONNECTIONS));
    Log log = new Log(text(Setting.LOG_FORMAT).equals("json"));
    if (!log.json() && !text(Setting.LOG_FORMAT).equals("text")) {
      fault(Setting.LOG_FORMAT, "is text or json");
    }
    Telemetry telemetry =
        new TelemetryChoice(environment, this::text, this::fault).read(server, otlp);
    Optional<AnalyticsServer> analytics =
        address(
                Setting.ANALYTICS_URL,
                Setting.ANALYTICS_USER,
                Setting.ANALYTICS_PASSWORD,
                Setting.ANALYTICS_DATABASE)
            .map(
                url ->
                    new AnalyticsServer(
                        url,
                        text(Setting.ANALYTICS_USER),
                        text(Setting.ANALYTICS_PASSWORD),
                        text(Setting.ANALYTICS_DATABASE)));
    Optional<RelationalServer> relational =
        address(Setting.RELATIONAL_URL, Setting.RELATIONAL_USER, Setting.RELATIONAL_PASSWORD)
            .map(
                url ->
                    new RelationalServer(
                        url, text(Setting.RELATIONAL_USER), text(Setting.RELATIONAL_PASSWORD)));
    if (!faults.isEmpty()) {
      throw new ConfigurationException(faults);
    }
    return new Configuration(
        file.toAbsolutePath(),
        server,
        otlp,
        new Data(folder, maxSize),
        engine,
        log,
        telemetry,
        analytics,
        relational,
        values(folder));
  }

  private List<EffectiveValue> values(Path folder) {
    List<EffectiveValue> values = new ArrayList<>();
    for (Setting setting : Setting.ALL) {
      Found value = found.get(setting);
      String text = value == null ? text(setting) : value.text();
      if (value == null && setting.equals(Setting.DATA_FOLDER)) {
        text = folder.toString();
      }
      boolean masked = setting.kind() == Kind.SECRET && !text.isEmpty();
      values.add(
          new EffectiveValue(
              setting,
              masked ? EffectiveValue.MASK : text,
              value == null ? EffectiveValue.DEFAULT : value.origin()));
    }
    return values;
  }

  private String text(Setting setting) {
    Found value = found.get(setting);
    String fallback = setting.fallback();
    return value != null ? value.text() : fallback == null ? "" : fallback;
  }

  private int number(Setting setting) {
    boolean port = setting.kind() == Kind.PORT;
    int least = port ? 0 : 1;
    int most = port ? 65535 : Integer.MAX_VALUE;
    return whole(setting, text(setting), least, most, "");
  }

  private OptionalInt port(Setting setting) {
    String text = text(setting);
    // A YAML reader of the older kind, or its user, takes off for false.
    if (text.equalsIgnoreCase("off") || text.equalsIgnoreCase("false")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(whole(setting, text, 0, 65535, " or off"));
  }

  private int whole(Setting setting, String text, int least, int most, String alternative) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, with what would be right.
    }
    String range = most == Integer.MAX_VALUE ? "from " + least : "from " + least + " to " + most;
    fault(setting, "is a number " + range + alternative);
    return least;
  }

  private long size(Setting setting) {
    Optional<Long> bytes = ByteSize.parse(text(setting));
    if (bytes.isEmpty()) {
      fault(setting, "is a size such as 512MB or 2GB");
    }
    return bytes.orElse(1L);
  }

  private Set<String> names(Setting setting) {
    Set<String> names = new TreeSet<>();
    for (String name : text(setting).split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }

  private Optional<Path> path(Setting setting) {
    String text = text(setting);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String home = System.getProperty("user.home");
    try {
      return Optional.of(
          Path.of(text.startsWith("~/") ? home + text.substring(1) : text).toAbsolutePath());
    } catch (InvalidPathException e) {
      fault(setting, "is a path on this system");
      return Optional.empty();
    }
  }

  /** The address of a remote store; what belongs to it must not stand there without it. */
  private Optional<String> address(Setting setting, Setting... belonging) {
    String url = text(setting);
    if (url.isEmpty()) {
      for (Setting each : belonging) {
        if (found.containsKey(each)) {
          fault(each, "has no effect without " + setting.key());
        }
      }
      return Optional.empty();
    }
    boolean jdbc = setting.kind() == Kind.JDBC_ADDRESS;
    if (jdbc && !url.startsWith("jdbc:")) {
      fault(setting, "begins with jdbc:, for example jdbc:mariadb://localhost:3306/opik");
    }
    if (!jdbc && !url.startsWith("http://") && !url.startsWith("https://")) {
      fault(setting, "begins with http:// or https://, for example http://localhost:8123");
    }
    return Optional.of(url);
  }

  private void fault(Setting setting, String rule) {
    @Nullable Found value = found.get(setting);
    String origin = value == null ? EffectiveValue.DEFAULT : value.origin();
    String shown =
        value == null || setting.kind() == Kind.SECRET ? "" : ", not '" + value.text() + "'";
    faults.add(origin + ": " + setting.key() + " " + rule + shown);
  }
}
