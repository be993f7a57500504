package dev.opikdesktop.storage.engine.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The engine process. It says {@code ready PORT} on standard output when statements can come, or
 * {@code failed SENTENCE}, and lives until its standard input ends: the application holds the other
 * end, so that the engine goes when the application goes, however that dies.
 */
public final class EngineMain {
  private static final long CACHE_SHARE = 16;

  /** The process's status when a statement could not be ended otherwise. */
  private static final int UNSTOPPED = 3;

  /** A setting: whether an insert builds the indexes of its rows, besides the sorting key's. */
  static final String INDEXES_AT_INSERT = "materialize_skip_indexes_on_insert";

  private final HttpFace face;
  private final Lanes lanes;
  private boolean closed;

  private EngineMain(HttpFace face, Lanes lanes) {
    this.face = face;
    this.lanes = lanes;
  }

  /** Runs the engine; takes no arguments, see {@link EngineOptions}. */
  public static void main(String[] arguments) throws IOException {
    PrintStream parent = System.out;
    // The library and the JVM may print; the parent reads only our own lines.
    System.setOut(System.err);
    Posix posix = new Posix();
    posix.leaveProcessGroup();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 4096);
    EngineMain engine;
    try {
      EngineOptions options = EngineOptions.read(in);
      engine = start(options, posix);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> engine.end(posix), "terminated"));
      parent.println("ready " + engine.face.port());
    } catch (IOException | ClickHouseException | RuntimeException e) {
      parent.println("failed " + String.valueOf(e.getMessage()).replace('\n', ' '));
      parent.flush();
      posix.exit(1);
      return;
    }
    parent.flush();
    while (in.readLine() != null) {
      // The parent says nothing more; the end of its input is the message.
    }
    engine.end(posix);
  }

  private static EngineMain start(EngineOptions options, Posix posix)
      throws IOException, ClickHouseException {
    Chdb chdb = new Chdb(options.library());
    String memory = Long.toString(options.memoryBytes());
    // The caches' own limits are made for servers: one of them alone is larger than the cap.
    String cache = Long.toString(options.memoryBytes() / CACHE_SHARE);
    List<String> arguments =
        List.of(
            "clickhouse",
            "--path=" + options.dataFolder(),
            "--max_server_memory_usage=" + memory,
            "--mark_cache_size=" + cache,
            "--index_mark_cache_size=" + cache,
            "--primary_index_cache_size=" + cache,
            "--text_index_tokens_cache_size=" + cache,
            "--text_index_header_cache_size=" + cache,
            "--text_index_postings_cache_size=" + cache);
    Lanes lanes =
        new Lanes(
            chdb,
            arguments,
            options.connections(),
            Map.of(
                "max_memory_usage",
                memory,
                "async_insert",
                "0",
                // A part of a word is looked up in the dictionary of an index even if it is short,
                // and in many words: the other way reads all texts.
                "text_index_like_min_pattern_length",
                "2",
                "text_index_like_max_postings_to_read",
                "1000",
                // Rows that an insert replaces itself are few, and looking for them is a quarter of
                // its work. Who reads has to choose among the rows of several inserts anyway.
                "optimize_on_insert",
                "0",
                // An index is more files than all columns of a small part; see StatementRun.
                INDEXES_AT_INSERT,
                "0"));
    require(lanes, "max_server_memory_usage", memory);
    require(lanes, "mark_cache_size", cache);
    HttpFace.Names names =
        new HttpFace.Names(lanes.control("SELECT timezone()"), lanes.control("SELECT version()"));
    HttpFace face =
        new HttpFace(
            options.port(),
            lanes,
            options.credentials(),
            names,
            options.waitMillis(),
            new Unstoppable(
                TimeUnit.MILLISECONDS.toNanos(options.killMillis()), () -> endUnstopped(posix)));
    return new EngineMain(face, lanes);
  }

  /** The library ignores a setting that it does not know: what was taken has to be read back. */
  private static void require(Lanes lanes, String setting, String expected)
      throws ClickHouseException {
    String actual =
        lanes.control("SELECT value FROM system.server_settings WHERE name = '" + setting + "'");
    if (!expected.equals(actual)) {
      throw new IllegalStateException(
          "it did not take " + setting + " = " + expected + " and says " + actual);
    }
  }

  /** Closes what is open and leaves without the library's destructors, which abort the process. */
  private synchronized void end(Posix posix) {
    if (!closed) {
      closed = true;
      Thread.ofPlatform().daemon().start(() -> exitAfterGrace(posix));
      face.close();
      lanes.close();
    }
    posix.exit(0);
  }

  private static void endUnstopped(Posix posix) {
    System.err.println("A statement that nobody waits for does not end: the process does");
    posix.exit(UNSTOPPED);
  }

  private static void exitAfterGrace(Posix posix) {
    try {
      Thread.sleep(4_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    posix.exit(0);
  }
}
