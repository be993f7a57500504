package dev.opikdesktop.storage.analytics;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.http.HttpAnswer;
import dev.opikdesktop.storage.http.HttpConnections;
import dev.opikdesktop.storage.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One place where a ClickHouse answers, and the form in which its HTTP interface is spoken to. */
final class ClickHouseServer implements AutoCloseable {
  /** Requests on their way at a time; one more waits. */
  private static final int MOST_AT_A_TIME = 64;

  /** Longest address with bound values in it, in bytes; longer ones go as a form. */
  private static final int LONGEST_TARGET = 8 * 1024;

  /** Bytes of an error that are read. */
  private static final int LONGEST_ERROR = 64 * 1024;

  /** Codes of ClickHouse for what the caller wrote wrong. */
  private static final Set<Integer> CALLERS_FAULT =
      Set.of(6, 26, 27, 36, 38, 41, 42, 43, 44, 45, 46, 47, 53, 62, 69, 70, 72, 131, 386, 456, 457);

  /** Too many statements at once, shutting down, no memory left now: it may work later. */
  private static final Set<Integer> COME_BACK_LATER =
      Set.of(202, 203, 209, 210, 236, 241, 439, 745);

  private static final int NO_MEMORY = 241;
  private static final String MEMORY_LIMIT = "max_memory_usage";
  private static final String DATABASE = "database";

  /** No space for a part, no descriptor that takes bytes. */
  private static final Set<Integer> NO_ROOM = Set.of(75, 243);

  /** What stands between us and the server says so when that is away. */
  private static final Set<Integer> AWAY = Set.of(502, 503, 504);

  private final HttpConnections connections;

  /** Path and the values that are the same for every request. */
  private final String target;

  private final String database;

  /** Connects lazily: nothing is opened here. */
  ClickHouseServer(ClickHouseEndpoint endpoint) {
    URI address = endpoint.address();
    String path = address.getRawPath();
    target = (path == null || path.isEmpty() ? "/" : path) + "?default_format=RowBinary";
    database = endpoint.database();
    byte[] pair = (endpoint.user() + ":" + endpoint.password()).getBytes(StandardCharsets.UTF_8);
    connections =
        new HttpConnections(
            address,
            Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)),
            MOST_AT_A_TIME);
  }

  /**
   * Runs a statement.
   *
   * @param queryId names it, so that it can be ended; empty for a name of the server's own
   * @param timeout how long the server may be silent
   * @return its rows in RowBinary
   * @throws StorageException if the server refuses it
   * @throws IOException if the server cannot be reached, or goes away
   */
  HttpAnswer run(Statement statement, String queryId, Duration timeout) throws IOException {
    boolean ownMemory = statement.settings().containsKey(MEMORY_LIMIT);
    StringBuilder address = new StringBuilder(target);
    if (!queryId.isEmpty()) {
      append(address, "query_id", queryId);
    }
    if (!statement.settings().containsKey(DATABASE)) {
      append(address, DATABASE, database);
    }
    statement.settings().forEach((name, value) -> append(address, name, value));
    int bare = address.length();
    Map<String, String> values = new LinkedHashMap<>();
    statement
        .parameters()
        .forEach((name, value) -> values.put("param_" + name, ParameterText.of(value)));
    long length = 0;
    for (String value : values.values()) {
      length += value.length();
    }
    if (length <= LONGEST_TARGET) {
      values.forEach((name, value) -> append(address, name, value));
    }
    if (length > LONGEST_TARGET || address.length() > LONGEST_TARGET) {
      address.setLength(bare);
      values.put("query", statement.sql());
      return accepted(form(address.toString(), values), timeout, ownMemory);
    }
    byte[] sql = statement.sql().getBytes(StandardCharsets.UTF_8);
    return accepted(HttpRequest.of(address.toString(), null, sql), timeout, ownMemory);
  }

  /**
   * Inserts rows; see {@link #run}. Where it is known how many they are, the server is told to take
   * them for one block: then it writes them when it has the last one, and the end of the insert
   * makes them visible and nothing else.
   */
  HttpAnswer insert(String table, List<String> columns, RowsWriter rows, Duration timeout)
      throws IOException {
    StringBuilder address = new StringBuilder(target);
    append(address, DATABASE, database);
    String names = columns.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    append(address, "query", "INSERT INTO " + table + " (" + names + ") FORMAT RowBinary");
    if (rows.count() > 0) {
      String count = Integer.toString(rows.count());
      append(address, "max_insert_block_size", count);
      append(address, "min_insert_block_size_rows", count);
    }
    return accepted(
        HttpRequest.streaming(
            address.toString(),
            out -> {
              RowBinaryWriter writer = new RowBinaryWriter(out);
              rows.writeTo(writer);
              writer.flush();
            }),
        timeout,
        false);
  }

  private static HttpRequest form(String address, Map<String, String> fields) {
    String boundary = UUID.randomUUID().toString();
    StringBuilder body = new StringBuilder();
    fields.forEach(
        (name, value) ->
            body.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
    body.append("--").append(boundary).append("--\r\n");
    return HttpRequest.of(
        address,
        "multipart/form-data; boundary=" + boundary,
        body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void append(StringBuilder address, String name, String value) {
    address.append('&').append(encoded(name)).append('=').append(encoded(value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * @param ownMemory whether the statement says how much memory it may take: then it is its own
   *     fault to need more
   */
  private HttpAnswer accepted(HttpRequest request, Duration timeout, boolean ownMemory)
      throws IOException {
    HttpAnswer answer = connections.send(request, timeout);
    String code = answer.header("x-clickhouse-exception-code");
    if (answer.status() == 200 && code == null) {
      return answer;
    }
    try (answer) {
      throw refusal(answer, code == null ? 0 : Integer.parseInt(code), ownMemory);
    }
  }

  private static StorageException refusal(HttpAnswer answer, int code, boolean ownMemory)
      throws IOException {
    String text =
        new String(answer.body().readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8).strip();
    Kind kind =
        CALLERS_FAULT.contains(code) || (ownMemory && code == NO_MEMORY)
            ? Kind.INVALID
            : NO_ROOM.contains(code)
                ? Kind.FULL
                : COME_BACK_LATER.contains(code) || (code == 0 && AWAY.contains(answer.status()))
                    ? Kind.UNAVAILABLE
                    : Kind.INTERNAL;
    String message = text.isEmpty() || code == 0 ? answer.status() + " " + text : text;
    return new StorageException(kind, "ClickHouse: " + message.strip());
  }

  @Override
  public void close() {
    connections.close();
  }
}
