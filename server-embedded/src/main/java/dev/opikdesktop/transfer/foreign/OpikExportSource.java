package dev.opikdesktop.transfer.foreign;

import static java.util.regex.Pattern.DOTALL;

import dev.opikdesktop.storage.FileFailure;
import dev.opikdesktop.transfer.foreign.TraceFile.Part;
import dev.opikdesktop.transfer.records.FileContent;
import dev.opikdesktop.transfer.records.ImportSource;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.Refusal;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.records.TransferRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder that {@code opik export} has written. Every file is read once for each kind of record,
 * so that traces come before spans and these before what is about them, and none is held in memory.
 */
final class OpikExportSource implements ImportSource {
  private static final List<RecordKind> KINDS =
      List.of(
          RecordKind.TRACE,
          RecordKind.SPAN,
          RecordKind.FEEDBACK_SCORE,
          RecordKind.COMMENT,
          RecordKind.ATTACHMENT);

  private final Path folder;
  private final List<OpikProject> projects;
  private final @Nullable String target;

  /**
   * A source of all that is in some projects.
   *
   * @param target the name of the project for all of it; null for their own names
   */
  OpikExportSource(Path folder, List<OpikProject> projects, @Nullable String target) {
    this.folder = folder;
    this.projects = projects;
    this.target = target;
  }

  @Override
  public String description() {
    return folder.toString();
  }

  @Override
  public Entries open(@Nullable String after) {
    try {
      return new FileEntries(after == null ? new Position(0, 0, 0, "") : position(after));
    } catch (IOException e) {
      throw new TransferException(
          "%s cannot be read: %s".formatted(folder, FileFailure.reason(e)), e);
    }
  }

  @Override
  public void close() {}

  /**
   * How many entries of a file are done with, of which file, in the reading for which kind. As text
   * it is for people too.
   *
   * @param name of the file
   */
  private record Position(int kind, int file, long entries, String name) {
    private static final Pattern TEXT = Pattern.compile("(\\w+) (\\d+) of file (\\d+), .*", DOTALL);

    @Override
    public String toString() {
      return "%s %d of file %d, %s".formatted(KINDS.get(kind).word(), entries, file + 1, name);
    }
  }

  private Position position(String text) {
    Matcher parts = Position.TEXT.matcher(text);
    int kind = parts.matches() ? RecordKind.of(parts.group(1)).map(KINDS::indexOf).orElse(-1) : -1;
    if (kind < 0) {
      throw new TransferException("'%s' is no place in %s".formatted(text, folder));
    }
    try {
      return new Position(
          kind, Integer.parseInt(parts.group(3)) - 1, Long.parseLong(parts.group(2)), "");
    } catch (NumberFormatException e) {
      throw new TransferException("'%s' is no place in %s".formatted(text, folder), e);
    }
  }

  private record TraceOf(OpikProject project, Path file) {}

  private final class FileEntries implements Entries {
    private final List<TraceOf> files = new ArrayList<>();
    private final List<Refusal> leftOut = new ArrayList<>();

    /** Of which it was said that they cannot be read to their end. */
    private final Set<Path> broken = new HashSet<>();

    private Position done;
    private @Nullable TraceFile open;

    FileEntries(Position done) throws IOException {
      this.done = done;
      for (OpikProject project : projects) {
        for (Path trace : project.traces()) {
          files.add(new TraceOf(project, trace));
        }
        for (String kind : OpikProject.LEFT_OUT) {
          long count = project.countLeftOut(kind);
          if (count > 0) {
            leftOut.add(
                new Refusal(
                    folder.relativize(project.folder()).resolve(kind).toString(),
                    "%d files are left out: %s are not kept yet".formatted(count, kind),
                    done.toString()));
          }
        }
      }
      skip(done.entries());
    }

    private void skip(long entries) {
      done = new Position(done.kind(), done.file(), 0, "");
      while (done.entries() < entries && done.file() < files.size()) {
        if (entry() == null) {
          return;
        }
      }
    }

    @Override
    public @Nullable Entry next() {
      if (!leftOut.isEmpty()) {
        return leftOut.removeFirst();
      }
      while (done.kind() < KINDS.size()) {
        if (done.file() >= files.size()) {
          done = new Position(done.kind() + 1, 0, 0, "");
          continue;
        }
        Entry entry = entry();
        if (entry != null) {
          return entry;
        }
        closeFile();
        done = new Position(done.kind(), done.file() + 1, 0, "");
      }
      return null;
    }

    /** The next one of the file, null at its end. */
    private @Nullable Entry entry() {
      TraceOf trace = files.get(done.file());
      RecordKind kind = KINDS.get(done.kind());
      try {
        TraceFile file = open;
        if (file == null) {
          file =
              OpikProject.isTable(trace.file())
                  ? new TraceTable(trace.project(), trace.file(), kind)
                  : new TraceJson(trace.project(), trace.file(), kind);
          open = file;
        }
        Part part = file.next();
        return part == null ? null : entry(trace, kind, part);
      } catch (TransferException e) {
        if (!broken.add(trace.file())) {
          return null;
        }
        closeFile();
        Refusal refusal = refusal(trace.file(), String.valueOf(e.getMessage()));
        done = new Position(done.kind(), done.file() + 1, 0, "");
        return refusal;
      }
    }

    private Entry entry(TraceOf trace, RecordKind kind, Part part) {
      String name = folder.relativize(trace.file()).toString();
      done = new Position(done.kind(), done.file(), done.entries() + 1, name);
      Path content = part.content();
      if (kind == RecordKind.ATTACHMENT && content == null) {
        return refusal(trace.file(), "the file of an attachment is not in the folder");
      }
      return new TransferRecord(
          kind,
          target == null ? trace.project().name() : target,
          part.json(),
          content == null ? null : new FileOnDisk(content),
          done.toString());
    }

    private Refusal refusal(Path place, String reason) {
      return new Refusal(folder.relativize(place).toString(), reason, done.toString());
    }

    private void closeFile() {
      if (open != null) {
        open.close();
        open = null;
      }
    }

    @Override
    public void close() {
      closeFile();
    }
  }

  private record FileOnDisk(Path path) implements FileContent {
    @Override
    public long size() {
      try {
        return Files.size(path);
      } catch (IOException e) {
        throw new TransferException(
            "%s cannot be read: %s".formatted(path, FileFailure.reason(e)), e);
      }
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }
  }
}
