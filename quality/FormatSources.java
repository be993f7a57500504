import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs google-java-format over the project's sources: {@code check ROOT} names the files that
 * differ and exits 1, {@code apply ROOT} rewrites them.
 *
 * <p>It is a program of its own, started from source on JDK 25, because the formatter parses with
 * the compiler of the JVM it runs in, and Maven's may be older than the syntax of this project.
 * Files that have not changed since the last clean check are left out.
 */
final class FormatSources {
  private FormatSources() {}

  public static void main(String[] arguments) throws Exception {
    boolean apply = arguments[0].equals("apply");
    Path root = Path.of(arguments[1]);
    Path lastCleanCheck = root.resolve("target/format-checked");
    Instant started = Instant.now();
    List<String> sources = sourcesNewerThan(lastCleanCheck, root);
    if (!sources.isEmpty() && !run(apply, sources)) {
      System.exit(1);
    }
    if (apply && !sources.isEmpty()) {
      // A comment that is wrapped anew may need a second pass to settle.
      run(apply, sources);
    }
    Files.createDirectories(lastCleanCheck.getParent());
    Files.writeString(lastCleanCheck, "");
    Files.setLastModifiedTime(lastCleanCheck, FileTime.from(started));
  }

  private static boolean run(boolean apply, List<String> sources) throws Exception {
    List<String> options =
        apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed");
    var arguments = new ArrayList<>(options);
    arguments.addAll(sources);
    var found = new StringWriter();
    int exit =
        new Main(new PrintWriter(found), new PrintWriter(System.err, true), System.in)
            .format(arguments.toArray(String[]::new));
    if (exit == 0) {
      return true;
    }
    if (!apply) {
      System.err.println("These files are not formatted; ./format puts them right:");
    }
    System.err.print(found);
    return false;
  }

  private static List<String> sourcesNewerThan(Path lastCleanCheck, Path root) throws IOException {
    FileTime since =
        Files.exists(lastCleanCheck)
            ? Files.getLastModifiedTime(lastCleanCheck)
            : FileTime.fromMillis(0);
    var sources = new ArrayList<String>();
    for (Path module : modules(root)) {
      try (Stream<Path> files = Files.walk(module)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          if (Files.getLastModifiedTime(file).compareTo(since) > 0) {
            sources.add(file.toString());
          }
        }
      }
    }
    return sources;
  }

  private static List<Path> modules(Path root) throws IOException {
    try (Stream<Path> folders = Files.list(root)) {
      return Stream.concat(
              folders.map(folder -> folder.resolve("src")), Stream.of(root.resolve("quality")))
          .filter(Files::isDirectory)
          .toList();
    }
  }
}
