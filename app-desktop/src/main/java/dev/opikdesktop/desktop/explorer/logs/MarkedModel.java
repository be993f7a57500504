package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.ClientException;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the marked rows, some of them at a time: it can be stopped between, and says how many
 * it came to when it fails.
 */
public final class MarkedModel {
  /** The most rows that the wire takes in one write. */
  private static final int A_WRITE = 1_000;

  private final OpikClient client;
  private final Background background;
  private final LogsModel model;
  private final StringProperty progress = new SimpleStringProperty("");
  private final StringProperty failure = new SimpleStringProperty("");
  private final StringProperty result = new SimpleStringProperty("");
  private AtomicBoolean stopped = new AtomicBoolean();

  /** By what a row is written to. */
  private record Key(String id, String writableId, @Nullable String traceId) {
    static Key of(LogRow row) {
      return new Key(row.id(), row.writableId(), row.traceId());
    }
  }

  /** Finds the rows, which may take several answers. */
  private interface Found {
    List<Key> keys(AtomicBoolean stop);
  }

  /** What is done with some of the rows. */
  private interface Write {
    void to(LogKind kind, String projectId, List<Key> some);
  }

  /** How far it came. */
  private record Outcome(int written, int all, @Nullable ClientException problem) {}

  public MarkedModel(OpikClient client, Background background, LogsModel model) {
    this.client = client;
    this.background = background;
    this.model = model;
    model.marks().versionProperty().subscribe(version -> result.set(""));
  }

  /** Whether nothing can be written to them. */
  boolean isReadOnly() {
    return client.isReadOnly();
  }

  /** How far it is; empty when nothing is written. */
  ReadOnlyStringProperty progressProperty() {
    return progress;
  }

  /** Why the last write did not come to all rows, and to how many; empty when it did. */
  ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** What the last write did, until other rows are marked; empty when it did not do all. */
  ReadOnlyStringProperty resultProperty() {
    return result;
  }

  void dismissFailure() {
    failure.set("");
  }

  /** Adds tags to all marked rows, or takes them away. */
  void tag(List<String> tags, boolean add) {
    List<String> added = add ? tags : List.of();
    List<String> removed = add ? List.of() : tags;
    write(
        "Tagging",
        add ? "tagged" : "untagged",
        () -> {},
        marked(),
        (kind, project, some) -> tag(kind, some, added, removed));
  }

  private void tag(LogKind kind, List<Key> some, List<String> added, List<String> removed) {
    Map<Optional<String>, List<Key>> byTrace =
        some.stream()
            .collect(
                Collectors.groupingBy(
                    key -> Optional.ofNullable(key.traceId()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    byTrace.forEach(
        (trace, keys) -> {
          List<String> ids = keys.stream().map(Key::writableId).toList();
          client.logs().tag(kind, trace.orElse(null), ids, added, removed);
        });
  }

  /** Deletes all marked rows; when none is left of them, nothing is marked any more. */
  void delete() {
    delete(model.marks()::clear, marked());
  }

  /** Deletes one row, marked or not. */
  void delete(LogRow row) {
    Runnable unmark =
        () -> {
          if (!model.marks().everythingProperty().get()) {
            model.marks().set(List.of(row), false);
          }
        };
    delete(unmark, stop -> List.of(Key.of(row)));
  }

  private void delete(Runnable then, Found found) {
    write(
        "Deleting",
        "deleted",
        then,
        found,
        (kind, project, some) ->
            client.logs().delete(kind, project, some.stream().map(Key::id).toList()));
  }

  private Found marked() {
    Chosen chosen = model.chosen();
    List<Key> known = model.marks().rows().stream().map(Key::of).toList();
    boolean everything = model.marks().everythingProperty().get();
    return stop -> everything ? keys(chosen, stop) : known;
  }

  /** Stops after the rows that are being written. */
  void stop() {
    stopped.set(true);
  }

  /**
   * @param doing what is done, as {@code done} is what was
   * @param then what to do when it came to all of them
   */
  private void write(String doing, String done, Runnable then, Found found, Write write) {
    if (!progress.get().isEmpty()) {
      return;
    }
    AtomicBoolean stop = new AtomicBoolean();
    stopped = stop;
    failure.set("");
    result.set("");
    progress.set(doing + "…");
    LogQuery query = model.queryProperty().get();
    background.run(
        () -> write(doing, query, found.keys(stop), stop, write),
        (outcome, took) -> {
          progress.set("");
          failure.set(told(outcome, done));
          if (outcome.written() == outcome.all()) {
            result.set(all(query.kind(), outcome.all()) + " " + done);
            then.run();
          }
          model.refresh();
        },
        problem -> {
          progress.set("");
          failure.set("Nothing was " + done + ": " + problem.getMessage());
        });
  }

  private Outcome write(
      String doing, LogQuery query, List<Key> keys, AtomicBoolean stop, Write write) {
    int written = 0;
    while (written < keys.size() && !stop.get()) {
      List<Key> some = keys.subList(written, Math.min(keys.size(), written + A_WRITE));
      try {
        write.to(query.kind(), query.projectId(), some);
      } catch (ClientException problem) {
        return new Outcome(written, keys.size(), problem);
      }
      written += some.size();
      tell("%s, %,d of %,d".formatted(doing, written, keys.size()));
    }
    return new Outcome(written, keys.size(), null);
  }

  /** All of them are found before the first is written to: a write may change what matches. */
  private List<Key> keys(Chosen chosen, AtomicBoolean stop) {
    Map<String, Key> keys = new LinkedHashMap<>();
    for (LogQuery query : chosen.queries()) {
      for (int page = 1, got = A_WRITE; got == A_WRITE && !stop.get(); page++) {
        List<LogRecord> rows = client.logs().listBare(query, page, A_WRITE).content();
        for (LogRecord row : rows) {
          if (chosen.contains(row.id())) {
            keys.put(row.id(), new Key(row.id(), row.writableId(), row.traceId()));
          }
        }
        got = rows.size();
        tell("Finding them, %,d of %,d".formatted(keys.size(), chosen.count()));
      }
    }
    return new ArrayList<>(keys.values());
  }

  private static String all(LogKind kind, int number) {
    return "%,d %s".formatted(number, number == 1 ? kind.singular() : kind.plural());
  }

  private String told(Outcome outcome, String done) {
    if (outcome.written() == outcome.all()) {
      return "";
    }
    String some = "%,d of %,d %s".formatted(outcome.written(), outcome.all(), done);
    return outcome.problem() == null
        ? "Stopped: " + some
        : some + ", then: " + outcome.problem().getMessage();
  }

  private void tell(String text) {
    background.onDrawingThread(
        () -> {
          if (!progress.get().isEmpty()) {
            progress.set(text);
          }
        });
  }
}
