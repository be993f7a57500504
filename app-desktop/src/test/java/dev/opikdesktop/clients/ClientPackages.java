package dev.opikdesktop.clients;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The genuine clients, installed once for this user by pip and npm. The versions, "newest" and
 * "older" ones, stand in {@code clients.properties}; a folder is named by what is in it, so a new
 * version is a new folder.
 *
 * <p>Where they cannot be installed the tests that need them are skipped and say why; on a build
 * server, which sets {@code CI=true}, they fail.
 */
final class ClientPackages {
  private static final long INSTALL_MINUTES = 10;

  private final Properties versions;

  ClientPackages() {
    versions = new Properties();
    try (InputStream file =
        ClientPackages.class.getResourceAsStream("/clients/clients.properties")) {
      versions.load(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A Python that can import opik, the newest one the OpenTelemetry SDK as well. */
  Path python(String age) {
    List<String> packages = pinned(age + ".python.", "==");
    Path folder =
        installed(
            "python",
            packages,
            environment -> {
              run(environment, List.of("python3", "-m", "venv", environment.toString()));
              var command =
                  new ArrayList<>(
                      List.of(
                          environment.resolve("bin/python").toString(),
                          "-m",
                          "pip",
                          "install",
                          "--quiet",
                          "--disable-pip-version-check"));
              command.addAll(packages);
              run(environment, command);
            });
    return folder.resolve("bin/python");
  }

  /** A folder whose node_modules has opik. */
  Path npm(String age) {
    List<String> packages = pinned(age + ".npm.", "@");
    return installed(
        "npm",
        packages,
        folder -> {
          var command =
              new ArrayList<>(
                  List.of("npm", "install", "--silent", "--no-audit", "--no-fund", "--no-save"));
          command.addAll(packages);
          run(folder, command);
        });
  }

  /** A program of Go, built with the modules that are pinned under this age. */
  Path go(String age, String source) {
    List<String> modules = pinned(age + ".go.", "@");
    List<String> parts = new ArrayList<>(modules);
    parts.add(source);
    Path folder =
        installed(
            "go",
            parts,
            into -> {
              Files.writeString(into.resolve("main.go"), source);
              Files.writeString(into.resolve("go.mod"), "module exporters\n");
              var command = new ArrayList<>(List.of("go", "get"));
              command.addAll(modules);
              run(into, command);
              run(into, List.of("go", "build", "-o", "exporters", "."));
            });
    return folder.resolve("exporters");
  }

  private List<String> pinned(String kind, String separator) {
    return versions.stringPropertyNames().stream()
        .filter(name -> name.startsWith(kind))
        .sorted()
        .map(name -> name.substring(kind.length()) + separator + versions.getProperty(name))
        .toList();
  }

  private interface Installation {
    void into(Path folder) throws IOException;
  }

  private static Path installed(String kind, List<String> packages, Installation installation) {
    Path folder =
        cache().resolve(kind + "-" + Integer.toHexString(packages.hashCode())).toAbsolutePath();
    Path complete = folder.resolve("complete");
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Files.exists(complete)) {
          installation.into(folder);
          Files.writeString(complete, String.join("\n", packages));
        }
      }
    } catch (IOException failure) {
      String reason =
          "The clients %s cannot be installed: %s".formatted(packages, failure.getMessage());
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(reason, failure);
      }
      abort(reason);
    }
    return folder;
  }

  private static Path cache() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return caches.resolve("opik-desktop").resolve("test-clients");
  }

  private static void run(Path folder, List<String> command) throws IOException {
    Path output = Files.createTempFile("install", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(command + " took more than " + INSTALL_MINUTES + " minutes");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            command + " failed: " + Files.readString(output, StandardCharsets.UTF_8).strip());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      Files.delete(output);
    }
  }
}
