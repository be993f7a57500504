package dev.opikdesktop.transfer.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opikdesktop.storage.engine.Engine;
import dev.opikdesktop.storage.engine.EngineSettings;
import dev.opikdesktop.storage.http.HttpAnswer;
import dev.opikdesktop.storage.http.HttpConnections;
import dev.opikdesktop.storage.http.HttpRequest;
import dev.opikdesktop.transfer.folder.PartFormat;
import dev.opikdesktop.transfer.records.Lines;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parquet, which the engine writes and reads: it is in the box already. The engine is one of its
 * own, without tables, that starts when the first file is needed.
 */
public final class ParquetFormat implements PartFormat, AutoCloseable {
  private static final Duration SILENCE = Duration.ofMinutes(5);
  private static final int LONGEST_ERROR = 4_096;
  private static final Pattern PATTERN = Pattern.compile("[*?{}]");

  /** One thread and no parallel parts: rows stay in their order, however long a row is. */
  private static final String SETTINGS =
      "&max_threads=1&max_insert_threads=1&input_format_parallel_parsing=0"
          + "&output_format_parallel_formatting=0&date_time_input_format=best_effort"
          + "&date_time_output_format=iso&output_format_json_quote_64bit_integers=0"
          + "&output_format_json_quote_decimals=0&output_format_json_escape_forward_slashes=0"
          + "&output_format_parquet_compression_method=zstd"
          + "&output_format_parquet_string_as_string=1&engine_file_truncate_on_insert=1"
          + "&input_format_null_as_default=1&input_format_skip_unknown_fields=0";

  private final Supplier<EngineSettings> settings;
  private @Nullable Engine engine;
  private @Nullable HttpConnections connections;

  /**
   * Nothing is started here.
   *
   * @param settings of an engine over a folder that is empty, and the caller's to delete
   */
  public ParquetFormat(Supplier<EngineSettings> settings) {
    this.settings = settings;
  }

  @Override
  public String word() {
    return "parquet";
  }

  @Override
  public void seal(RecordKind kind, Path lines, Path part) throws IOException {
    Path rows = lines.resolveSibling("rows.part");
    // The engine of a run that was killed may be about to write its last bytes.
    Path table = lines.resolveSibling("table-" + ProcessHandle.current().pid() + ".part");
    try {
      writeRows(lines, rows);
      String sql =
          """
          INSERT INTO FUNCTION file({to:String}, 'Parquet')
          SELECT * FROM file({from:String}, 'JSONEachRow', {structure:String})
          """;
      Map<String, String> values =
          Map.of(
              "to", place(table),
              "from", place(rows),
              "structure", RecordColumns.structure(kind));
      try (HttpAnswer answer = run(sql, values)) {
        answer.skip();
      }
      Files.move(table, part, StandardCopyOption.REPLACE_EXISTING);
      Files.delete(lines);
    } finally {
      Files.deleteIfExists(rows);
    }
  }

  private static void writeRows(Path lines, Path rows) throws IOException {
    try (InputStream in = Files.newInputStream(lines);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(rows), 1 << 16)) {
      Lines records = new Lines(in);
      for (byte[] record = records.next(); record != null; record = records.next()) {
        out.write(PayloadText.row(record));
        out.write('\n');
      }
    }
  }

  @Override
  public InputStream open(RecordKind kind, Path part) throws IOException {
    String sql =
        """
        SELECT *
        FROM file({from:String}, 'Parquet', {structure:String})
        FORMAT JSONEachRow
        """;
    HttpAnswer answer =
        run(
            sql,
            Map.of(
                "from", place(part),
                "structure", RecordColumns.structure(kind)));
    return new RecordStream(
        new FilterInputStream(answer.body()) {
          @Override
          public void close() {
            answer.close();
          }
        });
  }

  /** As the engine takes it: for a single file only if nothing in it stands for other signs. */
  private static String place(Path file) {
    String path = file.toAbsolutePath().toString();
    if (PATTERN.matcher(path).find()) {
      throw new TransferException(
          "Parquet files cannot be in a folder with *, ? or braces in its path, as %s has: choose another folder."
              .formatted(file.toAbsolutePath().getParent()));
    }
    return path;
  }

  private HttpAnswer run(String sql, Map<String, String> values) throws IOException {
    StringBuilder target = new StringBuilder("/?database=default").append(SETTINGS);
    values.forEach(
        (name, value) ->
            target
                .append("&param_")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
    HttpAnswer answer =
        connections().send(HttpRequest.of(target.toString(), null, sql.getBytes(UTF_8)), SILENCE);
    if (answer.status() != 200 || answer.header("x-clickhouse-exception-code") != null) {
      try (answer) {
        String message = new String(answer.body().readNBytes(LONGEST_ERROR), UTF_8).strip();
        throw new TransferException("Parquet: " + message);
      }
    }
    return answer;
  }

  private HttpConnections connections() {
    HttpConnections there = connections;
    if (there == null) {
      Engine started = Engine.start(settings.get());
      byte[] pair = (started.user() + ":" + started.password()).getBytes(UTF_8);
      engine = started;
      there =
          new HttpConnections(
              started.endpoint(),
              Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)),
              4);
      connections = there;
    }
    return there;
  }

  @Override
  public void close() {
    if (connections != null) {
      connections.close();
    }
    if (engine != null) {
      engine.close();
    }
  }
}
