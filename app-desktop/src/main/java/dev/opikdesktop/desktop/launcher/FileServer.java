package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.server.OpikServer;
import dev.opikdesktop.server.ServerSettings;
import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.Stores;
import dev.opikdesktop.storage.StoresSettings;
import dev.opikdesktop.storage.engine.EngineSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole server, with an engine of its own, over a folder that is gone when it is closed: filled
 * through its port, which only this process knows, and read only from then on.
 */
final class FileServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FileServer.class);

  /** One person reads in it, beside the application's own engine. */
  private static final long MOST_MEMORY = 1L << 30;

  private static final int CONNECTIONS = 6;

  /** Between the making of a folder and its lock nobody holds it. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private static final String PREFIX = "file-";

  /** What is open, the last opened first: closed in this order. */
  private final Deque<AutoCloseable> open;

  private final Path folder;
  private final Stores stores;
  private OpikServer server;

  private FileServer(Deque<AutoCloseable> open, Path folder, Stores stores, OpikServer server) {
    this.open = open;
    this.folder = folder;
    this.stores = stores;
    this.server = server;
  }

  /**
   * Returns when it answers.
   *
   * @param folders where its folder is made
   * @param progress told sentences for the user
   */
  static FileServer start(Path folders, Configuration.Engine engine, Consumer<String> progress)
      throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(folders), PREFIX);
    Deque<AutoCloseable> open = new ArrayDeque<>();
    open.push(() -> WorkFolder.delete(folder));
    try {
      DataFolder data = DataFolder.open(folder);
      open.push(data);
      Stores stores =
          Stores.open(
              StoresSettings.local(data).withEngine(engine(data.engine(), engine, progress)));
      open.push(stores);
      OpikServer server = OpikServer.start(settings(folder), stores);
      open.push(server);
      return new FileServer(open, folder, stores, server);
    } catch (RuntimeException failure) {
      close(open);
      throw failure;
    }
  }

  private static ServerSettings settings(Path folder) {
    return ServerSettings.of(folder).onFreeRestPort();
  }

  private static EngineSettings engine(
      Path folder, Configuration.Engine own, Consumer<String> progress) {
    return EngineSettings.of(folder)
        .withLibrary(own.library().orElse(null))
        .withMemoryBytes(Math.min(own.memoryLimit(), MOST_MEMORY))
        .withConnections(Math.min(own.connections(), CONNECTIONS))
        .withProgress(progress);
  }

  URI url() {
    return server.restUrl();
  }

  /** For notes of how far it was filled. */
  Path states() {
    return folder.resolve("imports");
  }

  /** Takes no changes from here on, and answers on another port. */
  void endFilling() {
    open.remove(server);
    server.close();
    server = OpikServer.start(settings(folder).forReading(), stores);
    open.push(server);
  }

  @Override
  public void close() {
    close(open);
  }

  /** Whoever gave it up was interrupted; the stores must not hear of that. */
  private static void close(Deque<AutoCloseable> open) {
    boolean interrupted = Thread.interrupted();
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception failure) {
        log.warn("The server of a file was not closed cleanly", failure);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Deletes what is left of servers whose process was killed. */
  static void sweep(Path folders) {
    if (!Files.isDirectory(folders)) {
      return;
    }
    try (Stream<Path> all = Files.list(folders)) {
      List<Path> left = all.filter(FileServer::isLeft).toList();
      left.forEach(WorkFolder::delete);
      if (!left.isEmpty()) {
        log.info(
            "{} folders of files that were open when a process was killed are gone", left.size());
      }
    } catch (IOException failure) {
      log.info("What is left of opened files in {} cannot be deleted", folders, failure);
    }
  }

  private static boolean isLeft(Path folder) {
    try {
      Instant changed = Files.getLastModifiedTime(folder).toInstant();
      return folder.getFileName().toString().startsWith(PREFIX)
          && DataFolder.holder(folder).isEmpty()
          && changed.isBefore(Instant.now().minus(YOUNG));
    } catch (IOException failure) {
      return false;
    }
  }
}
