package dev.opikdesktop.storage.engine;

import com.clickhouse.client.api.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One real engine for all tests of a JVM: started by the first that asks, stopped when the JVM
 * ends. Every test class works in a database of its own.
 */
public final class TestEngine {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static Engine engine;

  private TestEngine() {}

  /** The engine. */
  public static synchronized Engine engine() {
    if (engine == null) {
      try {
        Path folder = Files.createTempDirectory("opik-engine");
        Engine started =
            Engine.start(
                EngineSettings.of(folder.resolve("engine")).withProgress(System.out::println));
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      started.close();
                      delete(folder);
                    }));
        engine = started;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return engine;
  }

  /** ClickHouse's own client, on the given database. */
  public static Client client(String database) {
    Engine running = engine();
    return new Client.Builder()
        .addEndpoint(running.endpoint().toString())
        .setUsername(running.user())
        .setPassword(running.password())
        .setDefaultDatabase(database)
        .build();
  }

  /** Makes an empty database and returns its name. */
  public static String freshDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Client client = client("default");
        var response = client.query("CREATE DATABASE " + name).get()) {
      return name;
    } catch (Exception e) {
      throw new IllegalStateException("cannot make the database " + name, e);
    }
  }

  /** Removes a folder and what is in it. */
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
