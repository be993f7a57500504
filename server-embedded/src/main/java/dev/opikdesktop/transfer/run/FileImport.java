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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Imports a file or folder that others have written: what is good of it, and says what is not. */
public final class FileImport {
  private static final int MOST_REFUSALS = 20;
  private static final int SPANS_BETWEEN_WORDS = 100_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Server server;
  private final Path states;
  private final Consumer<String> progress;

  /**
   * An import to a server.
   *
   * @param states the folder in which it is noted how far imports came
   * @param progress told sentences for the user
   */
  public FileImport(Server server, Path states, Consumer<String> progress) {
    this.server = server;
    this.states = states;
    this.progress = progress;
  }

  /**
   * What was written.
   *
   * @param counts how many of each kind; spans of OpenTelemetry are spans
   */
  public record Written(Map<RecordKind, Long> counts, Set<String> projects) {}

  /**
   * Imports what is at a path.
   *
   * @param project the name of the project to import to; null for those that the files name
   * @throws TransferException if it cannot go on, or not everything could be taken over
   */
  public Written run(Path path, @Nullable String project) {
    try (ImportSource source = ForeignFiles.open(path, project)) {
      ImportState state = ImportState.load(states, version(path) + "\n" + project);
      try (Counting sink = new Counting(new ServerSink(server), state)) {
        return run(source, sink, state);
      }
    }
  }

  private Written run(ImportSource source, Counting sink, ImportState state) {
    if (state.isResumed() && !areThere(state.projects())) {
      progress.accept("What an earlier import wrote is not there any more: beginning anew.");
      state.restart();
    }
    if (state.isResumed()) {
      progress.accept("Going on where an earlier import ended.");
    }
    List<Refusal> refusals = new ArrayList<>();
    long[] refused = {0};
    Consumer<Refusal> listener =
        refusal -> {
          if (refused[0]++ < MOST_REFUSALS) {
            refusals.add(refusal);
          }
        };
    new ImportRun(source, sink, state, progress, listener).run();
    state.delete();
    if (!refusals.isEmpty()) {
      throw refused(refusals, refused[0]);
    }
    return new Written(sink.counts, sink.projects);
  }

  /** Whether projects are the same as before, and not deleted or made anew. */
  private boolean areThere(Map<String, String> projects) {
    return projects.entrySet().stream()
        .allMatch(each -> id(each.getKey()).equals(Optional.of(each.getValue())));
  }

  private Optional<String> id(String project) {
    return server.project(project).map(found -> found.path("id").asString());
  }

  private static TransferException refused(List<Refusal> refusals, long count) {
    StringBuilder message =
        new StringBuilder(
            "%,d times something was left out; all else is imported.".formatted(count));
    refusals.forEach(each -> message.append("\n  " + each.place() + ": " + each.reason()));
    if (count > refusals.size()) {
      message.append("\n  and %,d more".formatted(count - refusals.size()));
    }
    return new TransferException(message.toString());
  }

  /** A text that is another one when something changes in the file, or in the folder. */
  private static String version(Path path) {
    long[] sum = new long[3];
    try (Stream<Path> files = Files.walk(path)) {
      files.forEach(
          file -> {
            try {
              var attributes = Files.readAttributes(file, BasicFileAttributes.class);
              if (attributes.isRegularFile()) {
                sum[0]++;
                sum[1] += attributes.size();
                sum[2] = Math.max(sum[2], attributes.lastModifiedTime().toMillis());
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw unreadable(path, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    return "%s %d %d %d".formatted(path.toAbsolutePath().normalize(), sum[0], sum[1], sum[2]);
  }

  private static TransferException unreadable(Path path, IOException failure) {
    return new TransferException(
        "%s cannot be read: %s".formatted(path, FileFailure.reason(failure)), failure);
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
      if (record.kind() == RecordKind.OTLP) {
        long before = counts.getOrDefault(RecordKind.SPAN, 0L);
        long after = before + JSON.readTree(record.json()).path("spans").asLong(0);
        counts.put(RecordKind.SPAN, after);
        if (after / SPANS_BETWEEN_WORDS > before / SPANS_BETWEEN_WORDS) {
          progress.accept("%,d spans".formatted(after));
        }
      } else {
        counts.merge(record.kind(), 1L, Long::sum);
      }
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
