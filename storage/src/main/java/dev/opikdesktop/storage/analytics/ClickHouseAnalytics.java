package dev.opikdesktop.storage.analytics;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientMisconfigurationException;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
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

  private static final long PAUSE_MILLIS = 50;

  /** Codes of ClickHouse for what the caller wrote wrong. */
  private static final Set<Integer> CALLERS_FAULT =
      Set.of(6, 26, 27, 36, 38, 41, 42, 43, 44, 45, 46, 47, 53, 62, 69, 70, 72, 131, 386, 456, 457);

  /** Too many statements at once, shutting down, no memory left now: it may work later. */
  private static final Set<Integer> COME_BACK_LATER =
      Set.of(202, 203, 209, 210, 236, 241, 439, 745);

  private final Supplier<ClickHouseEndpoint> endpoint;
  private final DeletedRows deletedRows = new DeletedRows(this);
  private final Object clientLock = new Object();
  private @Nullable ClickHouseEndpoint connectedTo;
  private @Nullable Client client;
  private boolean closed;

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
        client -> {
          try (QueryResponse ignored = send(client, statement)) {
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
        client -> {
          long start = System.nanoTime();
          try (QueryResponse response = send(client, statement);
              InputStream body = response.getInputStream()) {
            RowBinaryReader row = new RowBinaryReader(body);
            List<T> rows = new ArrayList<>();
            while (!row.atEnd()) {
              rows.add(reader.read(row));
            }
            note(statement, response, start);
            return rows;
          }
        });
  }

  @Override
  public <T> void stream(Statement statement, RowReader<T> reader, RowConsumer<T> rows) {
    boolean[] begun = new boolean[1];
    patiently(
        client -> {
          if (begun[0]) {
            throw new StorageException(
                Kind.UNAVAILABLE, "The analytics store went away in the middle of an answer.");
          }
          long start = System.nanoTime();
          String queryId = UUID.randomUUID().toString();
          QueryResponse response = send(client, statement, queryId);
          boolean enough = false;
          try {
            RowBinaryReader row = new RowBinaryReader(response.getInputStream());
            while (!enough && !row.atEnd()) {
              T value = reader.read(row);
              begun[0] = true;
              enough = !rows.accept(value);
            }
            note(statement, response, start);
          } finally {
            if (enough) {
              abandon(client, queryId, response);
            } else {
              response.close();
            }
          }
          return true;
        });
  }

  @Override
  public void insert(String table, List<String> columns, RowsWriter rows) {
    patiently(
        client -> {
          client
              .insert(
                  table,
                  columns,
                  out -> {
                    RowBinaryWriter writer = new RowBinaryWriter(out);
                    rows.writeTo(writer);
                    writer.flush();
                  },
                  ClickHouseFormat.RowBinary,
                  new InsertSettings())
              .get()
              .close();
          return true;
        });
  }

  @Override
  public boolean isReady() {
    try {
      return client().ping(1_000);
    } catch (RuntimeException unreachable) {
      return false;
    }
  }

  @Override
  public void close() {
    synchronized (clientLock) {
      closed = true;
      if (client != null) {
        client.close();
        client = null;
      }
    }
  }

  /**
   * Ends a query whose answer is not wanted any more. The client reads every answer to its end
   * before it lets go of the connection, so the end has to come soon; that it comes as an error is
   * no news.
   */
  private static void abandon(Client client, String queryId, QueryResponse response)
      throws Exception {
    // The id is of our own making, and a KILL takes no bound values everywhere.
    send(client, Statement.of("KILL QUERY WHERE query_id = '" + queryId + "' ASYNC")).close();
    try {
      response.close();
    } catch (IOException | RuntimeException cut) {
      LOG.debug("A query was ended early: {}", cut.getMessage());
    }
  }

  /** Rows and bytes are 0 for an answer that was too long to be counted before it was sent. */
  private static void note(Statement statement, QueryResponse response, long start) {
    if (READS.isDebugEnabled()) {
      READS.debug(
          "{} rows, {} bytes, {} ms: {}",
          response.getReadRows(),
          response.getReadBytes(),
          (System.nanoTime() - start) / 1_000 / 1_000.0,
          statement.sql());
    }
  }

  private static QueryResponse send(Client client, Statement statement)
      throws InterruptedException, ExecutionException {
    return send(client, statement, UUID.randomUUID().toString());
  }

  private static QueryResponse send(Client client, Statement statement, String queryId)
      throws InterruptedException, ExecutionException {
    QuerySettings settings =
        new QuerySettings().setFormat(ClickHouseFormat.RowBinary).setQueryId(queryId);
    statement.settings().forEach((name, value) -> settings.serverSetting(name, value));
    if (statement.parameters().isEmpty()) {
      return client.query(statement.sql(), settings).get();
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    statement.parameters().forEach((name, value) -> parameters.put(name, ParameterText.of(value)));
    return client.query(statement.sql(), parameters, settings).get();
  }

  private <T> T patiently(Call<T> call) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return call.on(client());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StorageException(
            Kind.UNAVAILABLE, "Interrupted while waiting for the analytics store.", e);
      } catch (Exception failure) {
        StorageException known = translate(failure);
        if (known.kind() != Kind.UNAVAILABLE || System.nanoTime() > deadline) {
          throw known;
        }
        pause(known);
      }
    }
  }

  private static void pause(StorageException reason) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }

  private static StorageException translate(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageException known) {
        return known;
      }
      if (cause instanceof ServerException refused) {
        int code = refused.getCode();
        Kind kind =
            CALLERS_FAULT.contains(code)
                ? Kind.INVALID
                : COME_BACK_LATER.contains(code) ? Kind.UNAVAILABLE : Kind.INTERNAL;
        return new StorageException(kind, "ClickHouse: " + refused.getMessage(), failure);
      }
      if (cause instanceof ClientMisconfigurationException
          || (cause instanceof RuntimeException && isOurs(cause))) {
        return new StorageException(Kind.INTERNAL, String.valueOf(cause.getMessage()), failure);
      }
    }
    return new StorageException(
        Kind.UNAVAILABLE, "The analytics store does not answer: " + rootMessage(failure), failure);
  }

  /** A defect in a row reader or writer is no network failure and must not be tried again. */
  private static boolean isOurs(Throwable cause) {
    return cause instanceof NullPointerException
        || cause instanceof IllegalArgumentException
        || cause instanceof IndexOutOfBoundsException
        || cause instanceof ArithmeticException
        || cause instanceof ClassCastException;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  private Client client() {
    ClickHouseEndpoint wanted = endpoint.get();
    synchronized (clientLock) {
      if (closed) {
        throw new StorageException(Kind.INTERNAL, "The analytics store is closed.");
      }
      Client current = client;
      if (current == null || !wanted.equals(connectedTo)) {
        if (current != null) {
          current.close();
        }
        current = connect(wanted);
        client = current;
        connectedTo = wanted;
      }
      return current;
    }
  }

  private static Client connect(ClickHouseEndpoint to) {
    return new Client.Builder()
        .addEndpoint(to.address().toString())
        .setUsername(to.user())
        .setPassword(to.password())
        .setDefaultDatabase(to.database())
        .setServerVersion("26.7")
        // Over loopback, packing costs more than it saves.
        .compressServerResponse(false)
        .compressClientRequest(false)
        .setMaxRetries(0)
        .setMaxConnections(64)
        .setConnectTimeout(2, ChronoUnit.SECONDS)
        .setSocketTimeout(10, ChronoUnit.MINUTES)
        .setSocketTcpNodelay(true)
        .build();
  }

  /** One attempt. */
  private interface Call<T> {
    T on(Client client) throws IOException, InterruptedException, ExecutionException, Exception;
  }
}
