package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.desktop.explorer.opening.FileOpener;
import dev.opikdesktop.desktop.explorer.opening.UnreadableFileException;
import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.storage.FileFailure;
import dev.opikdesktop.storage.engine.EngineSettings;
import dev.opikdesktop.storage.fetch.PinnedFile;
import dev.opikdesktop.transfer.api.Server;
import dev.opikdesktop.transfer.parquet.ParquetFormat;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.run.ImportListener;
import dev.opikdesktop.transfer.run.Importable;
import dev.opikdesktop.transfer.run.Imported;
import dev.opikdesktop.transfer.run.PathImport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the window has files opened and imported by: each that is opened has a {@link FileServer}
 * until it is closed, at the latest with the application.
 */
final class OpenedFiles implements FileOpener, AutoCloseable {
  /** Each is an engine process with a cap of its own. */
  private static final int MOST_OPEN = 8;

  private final Path folders;
  private final Path states;
  private final Configuration.Engine engine;
  private final Supplier<URI> own;
  private final Set<FileServer> servers = ConcurrentHashMap.newKeySet();
  private final Semaphore turn = new Semaphore(1, true);
  private volatile boolean closed;

  /**
   * @param folders where the folders of opened files are made
   * @param states the folder in which it is noted how far imports came
   * @param engine how the application's own engine is set up
   * @param own where the application's own server answers
   */
  OpenedFiles(Path folders, Path states, Configuration.Engine engine, Supplier<URI> own) {
    this.folders = folders;
    this.states = states;
    this.engine = engine;
    this.own = own;
  }

  /** Where the folders of opened files are made: they may be large, and are nobody's to keep. */
  static Path systemPlace() {
    boolean isMac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    return PinnedFile.cacheFolder(isMac).resolve("opened");
  }

  /** Deletes what processes that were killed have left, beside everything else. */
  void sweep() {
    Thread.ofVirtual().name("sweep-opened-files").start(() -> FileServer.sweep(folders));
  }

  @Override
  public Found recognise(Path path) {
    return readably(
        () -> {
          try (Unpacked unpacked = Unpacked.at(path)) {
            Importable what = unpacked.what();
            return new Found(
                unpacked.isPacked() ? path : what.path(),
                unpacked.isPacked() ? what.form() + " in a .zip" : what.form(),
                what.bytes(),
                words(what.counts()),
                what.manifest() == null
                    ? 0
                    : what.counts().values().stream().mapToLong(Long::longValue).sum(),
                what.projects());
          }
        });
  }

  @Override
  public Opened open(Found file, Listener listener) {
    return readably(
        () -> {
          turn.acquire();
          try {
            return opened(file, listener);
          } finally {
            turn.release();
          }
        });
  }

  private Opened opened(Found file, Listener listener) throws IOException {
    refuseTooMuch(file);
    FileServer server = whole(() -> FileServer.start(folders, engine, listener::says));
    servers.add(server);
    try {
      Imported read = read(file, null, server.url(), server.states(), listener);
      requireSomething(file, read);
      whole(
          () -> {
            server.endFilling();
            return true;
          });
      refuseWhenClosed();
      return new OpenedFile(server, taken(read));
    } catch (IOException | RuntimeException failure) {
      close(server);
      throw failure;
    }
  }

  /** A server that starts is not to hear of an interrupt: what is half started nobody closes. */
  private static <T> T whole(Callable<T> work) throws IOException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("file-server")
        .start(
            () -> {
              try {
                result.complete(work.call());
              } catch (Exception | Error failure) {
                result.completeExceptionally(failure);
              }
            });
    try {
      return result.join();
    } catch (CompletionException failure) {
      switch (failure.getCause()) {
        case IOException unwritable -> throw unwritable;
        case RuntimeException known -> throw known;
        case null, default -> throw failure;
      }
    }
  }

  private void refuseTooMuch(Found file) throws IOException {
    refuseWhenClosed();
    if (servers.size() >= MOST_OPEN) {
      throw new UnreadableFileException(
          "%d files are open already. Close one of them first.".formatted(MOST_OPEN));
    }
    long room = Files.getFileStore(Files.createDirectories(folders)).getUsableSpace();
    if (room < file.bytes()) {
      throw new UnreadableFileException(
          "There is too little room for it in %s: %,d MB are free, and it has %,d MB."
              .formatted(folders, room >> 20, file.bytes() >> 20));
    }
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new UnreadableFileException("The application is being closed.");
    }
  }

  private static void requireSomething(Found file, Imported read) {
    if (!read.counts().values().stream().allMatch(count -> count == 0)) {
      return;
    }
    TransferException end = read.end();
    if (end != null) {
      throw end;
    }
    if (read.countLeftOut() > 0) {
      Imported unread = read.requireAll();
    }
    throw new UnreadableFileException("There are no traces in %s.".formatted(file.path()));
  }

  @Override
  public Taken importTo(Found file, @Nullable String project, Listener listener) {
    return readably(() -> taken(read(file, project, own.get(), states, listener)));
  }

  private Imported read(Found file, @Nullable String project, URI to, Path noted, Listener listener)
      throws IOException {
    try (Unpacked unpacked = Unpacked.at(file.path());
        WorkFolder work = WorkFolder.make();
        Server server = new Server(to);
        ParquetFormat parquet =
            new ParquetFormat(
                () ->
                    EngineSettings.of(work.path())
                        .withLibrary(engine.library().orElse(null))
                        .withProgress(listener::says))) {
      return new PathImport(server, parquet, unpacked.states(noted), new Told(listener))
          .run(unpacked.what(), project);
    }
  }

  private static String words(Map<RecordKind, Long> counts) {
    return Imported.words(counts).replace('_', ' ');
  }

  private static Taken taken(Imported read) {
    TransferException end = read.end();
    return new Taken(
        words(read.counts()),
        List.copyOf(read.projects()),
        read.leftOut().stream().map(each -> each.place() + ": " + each.reason()).toList(),
        read.countLeftOut(),
        end == null ? "" : String.valueOf(end.getMessage()));
  }

  /** The interface knows one exception; the others have sentences as well. */
  private static <T> T readably(Callable<T> work) {
    try {
      return work.call();
    } catch (UnreadableFileException already) {
      throw already;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UnreadableFileException("Stopped.", stopped);
    } catch (IOException failure) {
      throw new UnreadableFileException(FileFailure.reason(failure), failure);
    } catch (Exception failure) {
      throw new UnreadableFileException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private void close(FileServer server) {
    if (servers.remove(server)) {
      server.close();
    }
  }

  /** Closes them side by side: a process that ends has few seconds. */
  @Override
  public void close() {
    closed = true;
    List<Thread> closing =
        servers.stream()
            .map(server -> Thread.ofVirtual().name("close-file").start(() -> close(server)))
            .toList();
    try {
      for (Thread each : closing) {
        each.join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private record Told(Listener listener) implements ImportListener {
    @Override
    public void says(String sentence) {
      listener.says(sentence);
    }

    @Override
    public void reached(long records) {
      listener.reached(records);
    }
  }

  private final class OpenedFile implements Opened {
    private final FileServer server;
    private final Taken taken;

    OpenedFile(FileServer server, Taken taken) {
      this.server = server;
      this.taken = taken;
    }

    @Override
    public URI address() {
      return server.url();
    }

    @Override
    public Taken taken() {
      return taken;
    }

    @Override
    public void close() {
      OpenedFiles.this.close(server);
    }
  }
}
