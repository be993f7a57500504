package dev.opikdesktop.benchmarks;

import dev.opikdesktop.storage.engine.Engine;
import dev.opikdesktop.storage.engine.EngineSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The application's engine without the application: SQL and rows over plain HTTP. */
final class Engines implements AutoCloseable {
  private static final String DATABASE = "opik";

  private final Engine engine;
  private final Wire wire;

  private Engines(Engine engine) {
    this.engine = engine;
    this.wire = Wire.to(engine.endpoint().getPort());
  }

  /** On the data folder of an application that does not run now, or on an empty one. */
  static Engines open(Path data) {
    Engines opened = new Engines(Engine.start(EngineSettings.of(data.resolve("engine"))));
    opened.wire.get(opened.request("", "CREATE DATABASE IF NOT EXISTS " + DATABASE, new byte[0]));
    return opened;
  }

  int port() {
    return engine.endpoint().getPort();
  }

  ProcessHandle handle() {
    return ProcessHandle.of(engine.processId()).orElseThrow();
  }

  String text(String sql) {
    return new String(bytes(sql), StandardCharsets.UTF_8).strip();
  }

  List<String> lines(String sql) {
    return text(sql).lines().toList();
  }

  byte[] bytes(String sql) {
    return wire.get(request(DATABASE, sql, new byte[0])).body();
  }

  /** A statement with rows in RowBinary, to be sent later. */
  Request insert(String table, String columns, byte[] rows) {
    String sql = "INSERT INTO " + table + " (" + columns + ") FORMAT RowBinary";
    return request(DATABASE, sql, rows);
  }

  private Request request(String database, String sql, byte[] body) {
    String query = "query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8);
    return Request.of(
        "POST",
        "/?" + (database.isEmpty() ? "" : "database=" + database + "&") + query,
        Map.of("X-ClickHouse-User", engine.user(), "X-ClickHouse-Key", engine.password()),
        body);
  }

  @Override
  public void close() {
    wire.close();
    engine.close();
  }
}
