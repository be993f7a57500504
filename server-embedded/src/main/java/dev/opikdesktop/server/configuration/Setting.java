package dev.opikdesktop.server.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a user can set. The key is what stands in the file; the environment variable is
 * the same in capitals behind {@code OPIK_DESKTOP_}.
 *
 * @param kind what a value has to look like
 * @param fallback what holds when nobody sets it, as a user would write it; null for nothing
 */
public record Setting(String key, Kind kind, @Nullable String fallback, String description) {
  static final String VARIABLE_PREFIX = "OPIK_DESKTOP_";

  /** What a value has to look like. */
  public enum Kind {
    TEXT,
    /** Not shown to anybody. */
    SECRET,
    /** 0 to 65535; 0 picks a free one. */
    PORT,
    /** As PORT, or "off". */
    PORT_OR_OFF,
    PATH,
    /** Bytes, or a number with KB, MB, GB (powers of 1024). */
    SIZE,
    /** A whole number from 1. */
    COUNT,
    /** A list, or names with commas between them. */
    NAMES,
    /** http:// or https:// */
    WEB_ADDRESS,
    /** jdbc:… */
    JDBC_ADDRESS
  }

  public static final Setting SERVER_HOST =
      new Setting("server.host", Kind.TEXT, "127.0.0.1", "The address to listen on");
  public static final Setting SERVER_PORT =
      new Setting("server.port", Kind.PORT, "5173", "The port of the REST API");
  public static final Setting SERVER_ALLOWED_HOSTS =
      new Setting(
          "server.allowed-hosts", Kind.NAMES, "", "Further host names that requests may name");
  public static final Setting SERVER_MAX_REQUEST_SIZE =
      new Setting(
          "server.max-request-size", Kind.SIZE, "2GB", "The largest body of a request, inflated");
  public static final Setting SERVER_MAX_JSON_SIZE =
      new Setting("server.max-json-size", Kind.SIZE, "256MB", "The largest body of JSON, inflated");
  public static final Setting OTLP_HTTP_PORT =
      new Setting("otlp.http-port", Kind.PORT_OR_OFF, "4318", "The port of OTLP over HTTP");
  public static final Setting OTLP_GRPC_PORT =
      new Setting("otlp.grpc-port", Kind.PORT_OR_OFF, "4317", "The port of OTLP over gRPC");
  public static final Setting DATA_FOLDER =
      new Setting("data.folder", Kind.PATH, null, "The folder for everything that is kept");
  public static final Setting DATA_MAX_SIZE =
      new Setting(
          "data.max-size",
          Kind.SIZE,
          null,
          "How large that folder may become before the oldest traces are deleted");
  public static final Setting ENGINE_LIBRARY =
      new Setting(
          "engine.library", Kind.PATH, null, "The engine's native library, where it is in place");
  public static final Setting ENGINE_MEMORY_LIMIT =
      new Setting("engine.memory-limit", Kind.SIZE, "2GB", "The most memory for the engine");
  public static final Setting ENGINE_CONNECTIONS =
      new Setting("engine.connections", Kind.COUNT, "12", "Statements that run at the same time");
  public static final Setting LOG_FORMAT =
      new Setting("log.format", Kind.TEXT, "text", "How lines of the log look: text or json");
  public static final Setting TELEMETRY_EXPORT =
      new Setting(
          "telemetry.export",
          Kind.TEXT,
          "off",
          "Where the server tells what it does: off, otlp (to a collector) or project");
  public static final Setting TELEMETRY_ENDPOINT =
      new Setting("telemetry.endpoint", Kind.WEB_ADDRESS, null, "The collector for otlp");
  public static final Setting TELEMETRY_PROTOCOL =
      new Setting("telemetry.protocol", Kind.TEXT, null, "Its protocol: http/protobuf or grpc");
  public static final Setting TELEMETRY_HEADERS =
      new Setting("telemetry.headers", Kind.SECRET, "", "Headers for it, as name=value,name=value");
  public static final Setting TELEMETRY_PROJECT =
      new Setting("telemetry.project", Kind.TEXT, "opik-desktop", "The project for project");
  public static final Setting ANALYTICS_URL =
      new Setting(
          "analytics.url", Kind.WEB_ADDRESS, null, "A ClickHouse server instead of the engine");
  public static final Setting ANALYTICS_USER =
      new Setting("analytics.user", Kind.TEXT, "default", "Its user");
  public static final Setting ANALYTICS_PASSWORD =
      new Setting("analytics.password", Kind.SECRET, "", "The user's password");
  public static final Setting ANALYTICS_DATABASE =
      new Setting("analytics.database", Kind.TEXT, "opik", "The database on that server");
  public static final Setting RELATIONAL_URL =
      new Setting(
          "relational.url", Kind.JDBC_ADDRESS, null, "A MySQL or MariaDB server instead of H2");
  public static final Setting RELATIONAL_USER =
      new Setting("relational.user", Kind.TEXT, "opik", "Its user");
  public static final Setting RELATIONAL_PASSWORD =
      new Setting("relational.password", Kind.SECRET, "", "The user's password");

  /** Every setting, in the order in which they are shown. */
  public static final List<Setting> ALL =
      List.of(
          SERVER_HOST,
          SERVER_PORT,
          SERVER_ALLOWED_HOSTS,
          SERVER_MAX_REQUEST_SIZE,
          SERVER_MAX_JSON_SIZE,
          OTLP_HTTP_PORT,
          OTLP_GRPC_PORT,
          DATA_FOLDER,
          DATA_MAX_SIZE,
          ENGINE_LIBRARY,
          ENGINE_MEMORY_LIMIT,
          ENGINE_CONNECTIONS,
          LOG_FORMAT,
          TELEMETRY_EXPORT,
          TELEMETRY_ENDPOINT,
          TELEMETRY_PROTOCOL,
          TELEMETRY_HEADERS,
          TELEMETRY_PROJECT,
          ANALYTICS_URL,
          ANALYTICS_USER,
          ANALYTICS_PASSWORD,
          ANALYTICS_DATABASE,
          RELATIONAL_URL,
          RELATIONAL_USER,
          RELATIONAL_PASSWORD);

  /** For example {@code OPIK_DESKTOP_OTLP_HTTP_PORT}. */
  public String variable() {
    return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The setting with this key. */
  public static Optional<Setting> withKey(String key) {
    return ALL.stream().filter(setting -> setting.key.equals(key)).findFirst();
  }
}
