package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.export.FileExport;
import dev.opikdesktop.desktop.explorer.export.FileFormat;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What is done with the open trace as a whole: it is written to a file, or deleted. */
public final class TraceActions {
  private final OpikClient client;
  private final Background background;
  private final TraceModel model;
  private final FileExport export;
  private final StringProperty failure = new SimpleStringProperty("");

  public TraceActions(OpikClient client, Background background, TraceModel model) {
    this.client = client;
    this.background = background;
    this.model = model;
    this.export = new FileExport(background);
    model.treeProperty().subscribe(tree -> failure.set(""));
  }

  /** The open trace; null until the server has answered. */
  @Nullable Trace trace() {
    SpanTree tree = model.treeProperty().get();
    return tree == null ? null : tree.root().trace();
  }

  /** How many spans the open trace has. */
  long spans() {
    SpanTree tree = model.treeProperty().get();
    Trace trace = trace();
    return tree == null || trace == null ? 0 : Math.max(tree.spanCount(), trace.spanCount());
  }

  /** The selected span; null for the trace itself, and for what was never logged. */
  @Nullable SpanNode span() {
    SpanRow row = model.selectedProperty().get();
    return row == null || row.node().span() == null ? null : row.node();
  }

  /** The file that is written. */
  FileExport file() {
    return export;
  }

  /** Why the trace is still there; empty when nothing went wrong. */
  ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  boolean isReadOnly() {
    return client.isReadOnly();
  }

  /**
   * Writes the open trace, or the selected span with all below it.
   *
   * @param spanId null for the trace
   */
  void export(@Nullable String spanId, FileFormat format, Path file) {
    Trace trace = trace();
    if (trace != null) {
      export.start(new TraceFile(client, trace.projectId(), trace.id(), spanId, format), file);
    }
  }

  /** Deletes the open trace with its spans. */
  void delete(Runnable then) {
    Trace trace = trace();
    if (trace == null) {
      return;
    }
    failure.set("");
    background.run(
        () -> {
          client.logs().delete(LogKind.TRACES, trace.projectId(), List.of(trace.id()));
          return trace.id();
        },
        (deleted, took) -> {
          Trace open = trace();
          if (open != null && open.id().equals(deleted)) {
            then.run();
          }
        },
        problem -> failure.set("Not deleted: " + problem.getMessage()));
  }
}
