package dev.opikdesktop.server.ingest;

import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowReader;
import dev.opikdesktop.storage.analytics.RowsWriter;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real store, which remembers what it was asked for. Closing it does nothing. */
final class CountedAnalytics implements Analytics {
  private final Analytics analytics;
  private final List<String> reads = new CopyOnWriteArrayList<>();
  private final List<String> inserts = new CopyOnWriteArrayList<>();

  CountedAnalytics(Analytics analytics) {
    this.analytics = analytics;
  }

  /** The texts of all queries so far. */
  List<String> reads() {
    return reads;
  }

  /** The tables of all inserts so far. */
  List<String> inserts() {
    return inserts;
  }

  @Override
  public void execute(Statement statement) {
    analytics.execute(statement);
  }

  @Override
  public void delete(Statement delete) {
    analytics.delete(delete);
  }

  @Override
  public List<String> tablesToCompact() {
    return analytics.tablesToCompact();
  }

  @Override
  public void compact(String table) {
    analytics.compact(table);
  }

  @Override
  public <T> List<T> query(Statement statement, RowReader<T> reader) {
    reads.add(statement.toString());
    return analytics.query(statement, reader);
  }

  @Override
  public <T> void stream(Statement statement, RowReader<T> reader, RowConsumer<T> rows) {
    reads.add(statement.toString());
    analytics.stream(statement, reader, rows);
  }

  @Override
  public void insert(String table, List<String> columns, RowsWriter rows) {
    inserts.add(table);
    analytics.insert(table, columns, rows);
  }

  @Override
  public boolean groupsInserts() {
    return analytics.groupsInserts();
  }

  @Override
  public boolean hasOtherWriters() {
    return analytics.hasOtherWriters();
  }

  @Override
  public long insertsInto(String table) {
    return analytics.insertsInto(table);
  }

  @Override
  public boolean isReady() {
    return analytics.isReady();
  }

  @Override
  public void close() {}
}
