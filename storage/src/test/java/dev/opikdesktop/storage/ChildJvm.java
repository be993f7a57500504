package dev.opikdesktop.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A main class of the tests in a JVM of its own, which can be killed. */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /** With options for the JVM. */
  public static ChildJvm start(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    String logging = System.getProperty("logback.configurationFile");
    if (logging != null) {
      command.add("-Dlogback.configurationFile=" + logging);
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ChildJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The next line that it prints. */
  public String readLine() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("The child ended with status " + status());
    }
    return line;
  }

  /** The lines that it prints until it ends. */
  public Stream<String> lines() {
    return output.lines();
  }

  public long pid() {
    return process.pid();
  }

  /** Ends it as {@code kill -9} does, and waits for that. */
  public void kill() throws InterruptedException {
    // Of the process itself the same call closes the streams, and what it printed last is lost.
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Lets it end by itself, by closing its standard input. */
  public int endAndWait() throws IOException, InterruptedException {
    process.outputWriter().close();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IOException("The child does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private String status() {
    try {
      return process.waitFor(10, TimeUnit.SECONDS) ? String.valueOf(process.exitValue()) : "none";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
