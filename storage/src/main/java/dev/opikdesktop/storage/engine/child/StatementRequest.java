package dev.opikdesktop.storage.engine.child;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for besides the statement itself, from the address, the headers and, where the
 * body is a form, its fields.
 *
 * @param sql the statement of {@code query=}, empty if there is none
 * @param parameters bound values by name, in ClickHouse's escaped text form
 * @param settings settings that hold for this statement only
 */
record StatementRequest(
    String sql,
    String queryId,
    String database,
    @Nullable String format,
    Map<String, String> parameters,
    Map<String, String> settings) {

  /** Names that speak to the HTTP protocol; everything else in the address is a setting. */
  private static final Set<String> TRANSPORT =
      Set.of(
          "query",
          "query_id",
          "session_id",
          "session_timeout",
          "session_check",
          "database",
          "user",
          "password",
          "quota_key",
          "role",
          "default_format",
          "compress",
          "decompress",
          "enable_http_compression",
          "buffer_size",
          "wait_end_of_query",
          "client_protocol_version",
          "stacktrace",
          "send_progress_in_http_headers",
          "log_comment",
          "async");

  static StatementRequest of(RequestHead head, Map<String, String> formFields) {
    Map<String, String> all = new LinkedHashMap<>(head.query());
    all.putAll(formFields);
    Map<String, String> parameters = new LinkedHashMap<>();
    Map<String, String> settings = new LinkedHashMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith("param_")) {
            parameters.put(name.substring("param_".length()), value);
          } else if (!TRANSPORT.contains(name)) {
            settings.put(name, value);
          }
        });
    String format = all.get("default_format");
    String queryId = all.getOrDefault("query_id", "");
    String database = all.getOrDefault("database", "");
    if (database.isEmpty()) {
      database = head.headers().getOrDefault("x-clickhouse-database", "default");
    }
    return new StatementRequest(
        all.getOrDefault("query", ""),
        queryId.isEmpty() ? java.util.UUID.randomUUID().toString() : queryId,
        database,
        format == null ? head.header("x-clickhouse-format") : format,
        parameters,
        settings);
  }
}
