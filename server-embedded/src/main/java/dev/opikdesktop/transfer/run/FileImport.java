package dev.opikdesktop.transfer.run;

import dev.opikdesktop.storage.FileFailure;
import dev.opikdesktop.transfer.api.Server;
import dev.opikdesktop.transfer.api.ServerSink;
import dev.opikdesktop.transfer.foreign.ForeignFiles;
import dev.opikdesktop.transfer.records.ImportSink;
import dev.opikdesktop.transfer.records.ImportSource;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.Refusal;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.records.TransferRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Imports a file or folder that others have written: what is good of it, and says what is not. */
public final class FileImport {
  private final Server server;
  private final Path states;
  private final ImportListener listener;

  /**
   * An import to a server.
   *
   * @param states the folder in which it is noted how far imports came
   */
  public FileImport(Server server, Path states, ImportListener listener) {
    this.server = server;
    this.states = states;
    this.listener = listener;
  }

  /**
   * Imports what is at a path.
   *
   * @param project the name of the project to import to; null for those that the files name
   * @throws TransferException if it cannot go on
   */
  public Imported run(Path path, @Nullable String project) {
    try (ImportSource source = ForeignFiles.open(path, project)) {
      ImportState state = ImportState.load(states, version(path) + "\n" + project);
      try (Counting sink = new Counting(new ServerSink(server), state)) {
        return run(source, sink, state);
      }
    }
  }

  private Imported run(ImportSource source, Counting sink, ImportState state) {
    if (state.isResumed() && !areThere(state.projects())) {
      listener.says("What an earlier import wrote is not there any more: beginning anew.");
      state.restart();
    }
    if (state.isResumed()) {
      listener.says("Going on where an earlier import ended.");
    }
    Imported.LeftOut leftOut = new Imported.LeftOut();
    TransferException end = new ImportRun(source, sink, state, listener, leftOut::add).run();
    if (end == null) {
      state.delete();
    }
    return leftOut.with(sink.counts, sink.projects, end);
  }

  /** Whether projects are the same as before, and not deleted or made anew. */
  private boolean areThere(Map<String, String> projects) {
    return projects.entrySet().stream()
        .allMatch(each -> id(each.getKey()).equals(Optional.of(each.getValue())));
  }

  private Optional<String> id(String project) {
    return server.project(project).map(found -> found.path("id").asString());
  }

  /** A text that is another one when something changes in the file, or in the folder. */
  private static String version(Path path) {
    try {
      FilesUnder files = FilesUnder.of(path);
      return "%s %d %d %d"
          .formatted(
              path.toAbsolutePath().normalize(), files.count(), files.bytes(), files.newest());
    } catch (IOException e) {
      throw new TransferException(
          "%s cannot be read: %s".formatted(path, FileFailure.reason(e)), e);
    }
  }

  /** Counts what is written, for the user, and notes where. */
  private final class Counting implements ImportSink {
    private final ImportSink sink;
    private final ImportState state;
    private final Map<RecordKind, Long> counts = new EnumMap<>(RecordKind.class);
    private final Set<String> projects = new TreeSet<>();

    Counting(ImportSink sink, ImportState state) {
      this.sink = sink;
      this.state = state;
    }

    @Override
    public void write(TransferRecord record, Consumer<Refusal> refused) {
      sink.write(record, refused);
      projects.add(record.project());
      RecordKind kind = record.kind() == RecordKind.OTLP ? RecordKind.SPAN : record.kind();
      counts.merge(kind, ImportRun.weight(record), Long::sum);
    }

    @Override
    public void flush() {
      sink.flush();
      for (String project : projects) {
        if (!state.projects().containsKey(project)) {
          id(project).ifPresent(id -> state.projects().put(project, id));
        }
      }
    }

    @Override
    public void close() {
      sink.close();
    }
  }
}
