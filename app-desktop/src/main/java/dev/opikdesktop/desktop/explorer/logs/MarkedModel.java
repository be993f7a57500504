package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Writes to the marked rows. */
public final class MarkedModel {
  /** The most rows that the wire takes in one write. */
  private static final int A_WRITE = 1_000;

  private final OpikClient client;
  private final Background background;
  private final LogsModel model;
  private final StringProperty failure = new SimpleStringProperty("");

  public MarkedModel(OpikClient client, Background background, LogsModel model) {
    this.client = client;
    this.background = background;
    this.model = model;
  }

  /** Whether nothing can be written to them. */
  boolean isReadOnly() {
    return client.isReadOnly();
  }

  /** Why the last write failed; empty when it did not. */
  ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Adds tags to all marked rows, or takes them away. */
  void tag(List<String> tags, boolean add) {
    LogKind kind = model.kind();
    Map<Optional<String>, List<LogRow>> byTrace =
        model.marks().rows().stream()
            .collect(Collectors.groupingBy(row -> Optional.ofNullable(row.traceId())));
    write(
        () ->
            byTrace.forEach(
                (trace, rows) -> {
                  for (List<String> some : parts(rows.stream().map(LogRow::writableId).toList())) {
                    client
                        .logs()
                        .tag(
                            kind,
                            trace.orElse(null),
                            some,
                            add ? tags : List.of(),
                            add ? List.of() : tags);
                  }
                }));
  }

  /** Deletes all marked rows, and nothing is marked any more. */
  void delete() {
    LogKind kind = model.kind();
    String project = model.queryProperty().get().projectId();
    List<String> ids = model.marks().rows().stream().map(LogRow::id).toList();
    write(
        () -> {
          for (List<String> some : parts(ids)) {
            client.logs().delete(kind, project, some);
          }
        });
    model.marks().clear();
  }

  private void write(Runnable action) {
    failure.set("");
    background.run(
        () -> {
          action.run();
          return true;
        },
        (done, took) -> model.refresh(),
        problem -> failure.set(String.valueOf(problem.getMessage())));
  }

  private static List<List<String>> parts(List<String> ids) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += A_WRITE) {
      parts.add(ids.subList(from, Math.min(ids.size(), from + A_WRITE)));
    }
    return parts;
  }
}
