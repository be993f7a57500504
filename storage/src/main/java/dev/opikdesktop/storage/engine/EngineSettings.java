package dev.opikdesktop.storage.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the engine is to run.
 *
 * @param dataFolder the folder of the engine's tables; made if missing, and owned by one engine
 * @param library the native library in place, or null for the one of {@link EngineLibrary}
 * @param memoryBytes the cap for the engine's own memory, in bytes
 * @param connections how many statements run at the same time; more wait
 * @param connectionWait how long a statement waits for its turn before it is refused
 * @param killPatience how long a statement that reads, that nobody waits for and that does not end
 *     when it is told to, goes on before its process is ended
 * @param childHeapMegabytes the Java heap of the engine process
 * @param progress told sentences for the user while the library is being fetched
 */
public record EngineSettings(
    Path dataFolder,
    @Nullable Path library,
    long memoryBytes,
    int connections,
    Duration connectionWait,
    Duration killPatience,
    int childHeapMegabytes,
    Consumer<String> progress) {
  private static final long DEFAULT_MEMORY = 2L << 30;
  private static final int DEFAULT_CONNECTIONS = 12;
  private static final int DEFAULT_HEAP = 96;

  /** The defaults for a data folder: 2 GB of memory, 12 statements at a time, 5 s of waiting. */
  public static EngineSettings of(Path dataFolder) {
    return new EngineSettings(
        dataFolder,
        null,
        DEFAULT_MEMORY,
        DEFAULT_CONNECTIONS,
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        DEFAULT_HEAP,
        sentence -> {});
  }

  /** The same with a library in place. */
  public EngineSettings withLibrary(@Nullable Path path) {
    return new EngineSettings(
        dataFolder,
        path,
        memoryBytes,
        connections,
        connectionWait,
        killPatience,
        childHeapMegabytes,
        progress);
  }

  /** The same with another cap for the engine's memory, in bytes. */
  public EngineSettings withMemoryBytes(long bytes) {
    return new EngineSettings(
        dataFolder,
        library,
        bytes,
        connections,
        connectionWait,
        killPatience,
        childHeapMegabytes,
        progress);
  }

  /** The same with another number of statements at a time. */
  public EngineSettings withConnections(int count) {
    return new EngineSettings(
        dataFolder,
        library,
        memoryBytes,
        count,
        connectionWait,
        killPatience,
        childHeapMegabytes,
        progress);
  }

  /** The same with another time that a statement waits for its turn. */
  public EngineSettings withConnectionWait(Duration wait) {
    return new EngineSettings(
        dataFolder,
        library,
        memoryBytes,
        connections,
        wait,
        killPatience,
        childHeapMegabytes,
        progress);
  }

  /** The same with another time in which a statement has to end. */
  public EngineSettings withKillPatience(Duration patience) {
    return new EngineSettings(
        dataFolder,
        library,
        memoryBytes,
        connections,
        connectionWait,
        patience,
        childHeapMegabytes,
        progress);
  }

  /** The same with a listener for sentences about the library's download. */
  public EngineSettings withProgress(Consumer<String> listener) {
    return new EngineSettings(
        dataFolder,
        library,
        memoryBytes,
        connections,
        connectionWait,
        killPatience,
        childHeapMegabytes,
        listener);
  }
}
