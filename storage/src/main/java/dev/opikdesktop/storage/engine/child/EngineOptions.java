package dev.opikdesktop.storage.engine.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the application tells its engine process on standard input: lines of {@code name=value},
 * ended by an empty one. The password is among them, because a command line is public.
 *
 * @param port 0 for a free one
 * @param connections how many statements run at the same time
 * @param memoryBytes the cap for the engine's own memory
 * @param waitMillis how long a statement waits for a free connection
 * @param killMillis see {@link Unstoppable}
 */
record EngineOptions(
    Path library,
    Path dataFolder,
    int port,
    Credentials credentials,
    int connections,
    long memoryBytes,
    long waitMillis,
    long killMillis) {

  static EngineOptions read(BufferedReader in) throws IOException {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int equals = line.indexOf('=');
      lines.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return new EngineOptions(
        Path.of(required(lines, "library")),
        Path.of(required(lines, "data-folder")),
        Integer.parseInt(required(lines, "port")),
        new Credentials(required(lines, "user"), required(lines, "password")),
        Integer.parseInt(required(lines, "connections")),
        Long.parseLong(required(lines, "memory-bytes")),
        Long.parseLong(required(lines, "wait-millis")),
        Long.parseLong(required(lines, "kill-millis")));
  }

  private static String required(Map<String, String> lines, String name) {
    String value = lines.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the application did not say " + name);
    }
    return value;
  }
}
