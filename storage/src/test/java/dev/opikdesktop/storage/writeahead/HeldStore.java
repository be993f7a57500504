package dev.opikdesktop.storage.writeahead;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.analytics.RowReader;
import dev.opikdesktop.storage.analytics.RowsWriter;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real store whose inserts can be held up or refused. */
final class HeldStore implements Analytics {
  private final Analytics store;
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile @Nullable StorageException refusal;
  private volatile @Nullable String refusedText;
  private volatile @Nullable Error error;
  private final Map<Integer, CountDownLatch> gates = new ConcurrentHashMap<>();
  private final Map<Integer, StorageException> refusals = new ConcurrentHashMap<>();

  HeldStore(Analytics store) {
    this.store = store;
  }

  /** Holds up all inserts from now on. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  void release() {
    gate.countDown();
  }

  /** Holds up the insert that comes as the given one, counted from 1. */
  void hold(int number) {
    gates.put(number, new CountDownLatch(1));
  }

  void release(int number) {
    Objects.requireNonNull(gates.get(number)).countDown();
  }

  /** Refuses the insert that comes as the given one, counted from 1. */
  void refuse(int number, StorageException reason) {
    refusals.put(number, reason);
  }

  /** Refuses all inserts from now on, or takes them again. */
  void refuse(@Nullable StorageException reason) {
    refusal = reason;
  }

  /** Refuses for good all inserts with a row of this text. */
  void refuseText(String text) {
    refusedText = text;
  }

  /** Fails at the next insert in a way that nobody expects. */
  void fail(Error unexpected) {
    error = unexpected;
  }

  /** How many inserts came here so far. */
  int inserts() {
    return arrived.get();
  }

  @Override
  public void insert(String table, List<String> columns, RowsWriter rows) {
    int number = arrived.incrementAndGet();
    try {
      gate.await();
      gates.getOrDefault(number, new CountDownLatch(0)).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    StorageException reason = refusals.getOrDefault(number, refusal);
    if (reason != null) {
      throw new StorageException(reason.kind(), String.valueOf(reason.getMessage()), reason);
    }
    Error unexpected = error;
    if (unexpected != null) {
      error = null;
      throw unexpected;
    }
    String refused = refusedText;
    if (refused != null && text(rows).contains(refused)) {
      throw new StorageException(StorageException.Kind.INVALID, "refused on purpose");
    }
    store.insert(table, columns, rows);
    texts.add(text(rows));
  }

  /** The rows of the inserts that succeeded, as text of sorts. */
  List<String> texts() {
    return texts;
  }

  private static String text(RowsWriter rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      RowBinaryWriter writer = new RowBinaryWriter(bytes);
      rows.writeTo(writer);
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public boolean groupsInserts() {
    return store.groupsInserts();
  }

  @Override
  public void execute(Statement statement) {
    store.execute(statement);
  }

  @Override
  public void delete(Statement statement) {
    store.delete(statement);
  }

  @Override
  public List<String> tablesToCompact() {
    return store.tablesToCompact();
  }

  @Override
  public void compact(String table) {
    store.compact(table);
  }

  @Override
  public <T> List<T> query(Statement statement, RowReader<T> reader) {
    return store.query(statement, reader);
  }

  @Override
  public <T> void stream(Statement statement, RowReader<T> reader, RowConsumer<T> rows) {
    store.stream(statement, reader, rows);
  }

  @Override
  public boolean isReady() {
    return store.isReady();
  }

  @Override
  public void close() {
    store.close();
  }
}
