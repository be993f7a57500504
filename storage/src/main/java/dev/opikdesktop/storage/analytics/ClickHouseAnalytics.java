package dev.opikdesktop.storage.analytics;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.http.HttpAnswer;
import dev.opikdesktop.storage.observation.Observation;
import dev.opikdesktop.storage.observation.SqlObservation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The analytics port over ClickHouse's HTTP protocol, for the engine process beside us and for a
 * server elsewhere alike.
 *
 * <p>A store that is away (an engine that restarts, a server behind a broken network) is waited for
 * up to {@link #PATIENCE}. Inserts are repeated too: every table's rows carry their own version, so
 * the same rows twice are the same rows.
 */
public final class ClickHouseAnalytics implements Analytics {
  /** How long a call waits for a store that is away. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(ClickHouseAnalytics.class);

  /** A line for each query at DEBUG: what the engine read for it, and how long it took. */
  private static final Logger READS = LoggerFactory.getLogger(Analytics.class.getName() + ".reads");

  private static final String SYSTEM = "clickhouse";

  private static final long PAUSE_MILLIS = 50;

  /** How long a server may be silent while it works on a statement. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private static final Duration READY = Duration.ofSeconds(1);

  private static final int SMALLEST_BUFFER = 64;
  private static final int LARGEST_BUFFER = 64 * 1024;

  private static final Pattern READ_ROWS = Pattern.compile("\"read_rows\":\"(\\d+)\"");
  private static final Pattern READ_BYTES = Pattern.compile("\"read_bytes\":\"(\\d+)\"");

  private final Supplier<ClickHouseEndpoint> endpoint;
  private final DeletedRows deletedRows = new DeletedRows(this);
  private final InsertCounts insertCounts = new InsertCounts();
  private final Object serverLock = new Object();
  private @Nullable ClickHouseEndpoint connectedTo;
  private @Nullable ClickHouseServer server;
  private volatile boolean closed;

  /**
   * Connects lazily: nothing is opened here.
   *
   * @param endpoint asked before every call, because an engine that restarts may move
   */
  public ClickHouseAnalytics(Supplier<ClickHouseEndpoint> endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public void execute(Statement statement) {
    patiently(
        begin(statement),
        (server, observation) -> {
          try (HttpAnswer answer = server.run(statement, "", SILENCE)) {
            answer.skip();
            return true;
          }
        });
  }

  @Override
  public void delete(Statement statement) {
    deletedRows.delete(statement);
  }

  @Override
  public List<String> tablesToCompact() {
    return deletedRows.tables();
  }

  @Override
  public void compact(String table) {
    deletedRows.compact(table);
  }

  @Override
  public <T> List<T> query(Statement statement, RowReader<T> reader) {
    return patiently(
        begin(statement),
        (server, observation) -> {
          long start = System.nanoTime();
          try (HttpAnswer answer = server.run(statement, "", SILENCE)) {
            RowBinaryReader row = rows(answer);
            List<T> rows = new ArrayList<>();
            while (!row.atEnd()) {
              rows.add(reader.read(row));
            }
            observation.with("db.response.returned_rows", rows.size());
            note(statement, answer, observation, start);
            return rows;
          }
        });
  }

  @Override
  public <T> void stream(Statement statement, RowReader<T> reader, RowConsumer<T> rows) {
    boolean[] begun = new boolean[1];
    patiently(
        begin(statement),
        (server, observation) -> {
          if (begun[0]) {
            throw new StorageException(
                Kind.UNAVAILABLE, "The analytics store went away in the middle of an answer.");
          }
          long start = System.nanoTime();
          String queryId = UUID.randomUUID().toString();
          boolean wanted = true;
          boolean ended = false;
          try (HttpAnswer answer = server.run(statement, queryId, SILENCE)) {
            RowBinaryReader row = rows(answer);
            while (wanted && !row.atEnd()) {
              T value = reader.read(row);
              begun[0] = true;
              wanted = rows.accept(value);
            }
            ended = wanted;
            note(statement, answer, observation, start);
          } finally {
            if (begun[0] && !ended) {
              abandon(server, queryId);
            }
          }
          return true;
        });
  }

  @Override
  public void insert(String table, List<String> columns, RowsWriter rows) {
    patiently(
        SqlObservation.beginInsert(SYSTEM, table),
        (server, observation) -> {
          try (HttpAnswer answer = server.insert(table, columns, rows, SILENCE)) {
            answer.skip();
            return true;
          }
        });
  }

  @Override
  public boolean groupsInserts() {
    return false;
  }

  @Override
  public InsertCounts insertCounts() {
    return insertCounts;
  }

  @Override
  public boolean isReady() {
    try (HttpAnswer answer = server().run(Statement.of("SELECT 1"), "", READY)) {
      answer.skip();
      return true;
    } catch (IOException | RuntimeException unreachable) {
      return false;
    }
  }

  @Override
  public void close() {
    synchronized (serverLock) {
      closed = true;
      if (server != null) {
        server.close();
        server = null;
      }
    }
  }

  private static RowBinaryReader rows(HttpAnswer answer) {
    long length = answer.length();
    return length < 0 || length > LARGEST_BUFFER
        ? new RowBinaryReader(answer.body(), LARGEST_BUFFER)
        : new RowBinaryReader(answer.body(), (int) Math.max(SMALLEST_BUFFER, length));
  }

  /**
   * Ends a query whose answer is not wanted any more. Its connection is closed already, which a
   * server notices when it comes to write, if it comes to write.
   */
  private static void abandon(ClickHouseServer server, String queryId) {
    // The id is of our own making, and a KILL takes no bound values everywhere.
    Statement kill = Statement.of("KILL QUERY WHERE query_id = '" + queryId + "' ASYNC");
    try (HttpAnswer answer = server.run(kill, "", PATIENCE)) {
      answer.skip();
    } catch (IOException | RuntimeException away) {
      LOG.debug("A query was not ended by name: {}", away.getMessage());
    }
  }

  /** Rows and bytes are 0 for an answer that was too long to be counted before it was sent. */
  private static void note(
      Statement statement, HttpAnswer answer, Observation observation, long start) {
    if (observation.isWatched()) {
      String summary = answer.header("x-clickhouse-summary");
      observation
          .with("clickhouse.read_rows", Long.parseLong(number(READ_ROWS, summary)))
          .with("clickhouse.read_bytes", Long.parseLong(number(READ_BYTES, summary)));
    }
    if (READS.isDebugEnabled()) {
      String summary = answer.header("x-clickhouse-summary");
      READS.debug(
          "{} rows, {} bytes, {} ms: {}",
          number(READ_ROWS, summary),
          number(READ_BYTES, summary),
          (System.nanoTime() - start) / 1_000 / 1_000.0,
          statement.sql());
    }
  }

  private static String number(Pattern field, @Nullable String summary) {
    Matcher found = field.matcher(summary == null ? "" : summary);
    return found.find() ? found.group(1) : "0";
  }

  private static Observation begin(Statement statement) {
    return statement.isTold()
        ? SqlObservation.begin(SYSTEM, statement.sql())
        : SqlObservation.beginUntold(SYSTEM, statement.sql());
  }

  private <T> T patiently(Observation observation, Call<T> call) {
    try {
      return patiently(server -> call.on(server, observation));
    } catch (RuntimeException e) {
      observation.failed(e);
      throw e;
    } finally {
      observation.end();
    }
  }

  private <T> T patiently(Attempt<T> attempt) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return attempt.on(server());
      } catch (IOException away) {
        again(unavailable(away), deadline);
      } catch (StorageException refused) {
        again(refused, deadline);
      } catch (RuntimeException defect) {
        throw isOurs(defect)
            ? new StorageException(Kind.INTERNAL, String.valueOf(defect.getMessage()), defect)
            : defect;
      }
    }
  }

  private static StorageException unavailable(IOException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new StorageException(
        Kind.UNAVAILABLE,
        "The analytics store does not answer: "
            + root.getClass().getSimpleName()
            + ": "
            + root.getMessage(),
        failure);
  }

  /** Returns when the call may be tried again, and throws if there is no sense in that. */
  private void again(StorageException reason, long deadline) {
    if (reason.kind() != Kind.UNAVAILABLE || closed || System.nanoTime() > deadline) {
      throw reason;
    }
    pause(reason);
  }

  private static void pause(StorageException reason) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }

  /** A defect in a row reader or writer. What else the caller's own code throws is its own. */
  private static boolean isOurs(RuntimeException cause) {
    return cause instanceof NullPointerException
        || cause instanceof IllegalArgumentException
        || cause instanceof IndexOutOfBoundsException
        || cause instanceof ArithmeticException
        || cause instanceof ClassCastException;
  }

  private ClickHouseServer server() {
    ClickHouseEndpoint wanted = endpoint.get();
    synchronized (serverLock) {
      if (closed) {
        throw new StorageException(Kind.UNAVAILABLE, "The analytics store is closed.");
      }
      ClickHouseServer current = server;
      if (current == null || !wanted.equals(connectedTo)) {
        if (current != null) {
          current.close();
        }
        current = new ClickHouseServer(wanted);
        server = current;
        connectedTo = wanted;
      }
      return current;
    }
  }

  /** What is attempted, and told of. */
  private interface Call<T> {
    T on(ClickHouseServer server, Observation observation) throws IOException;
  }

  /** One attempt. */
  private interface Attempt<T> {
    T on(ClickHouseServer server) throws IOException;
  }
}
