package dev.opikdesktop.transfer.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One project in a folder that {@code opik export} has written: {@code WORKSPACE/projects/ID}, with
 * a file for each trace, and the attachments.
 *
 * @param name as {@code project.json} says, else as the first trace does, else as the folder's
 * @param only the one file that is read of it, or null for all
 */
record OpikProject(Path folder, String name, @Nullable Path only) {
  private static final String METADATA = "project.json";
  private static final String TRACE = "trace_";

  /** What the export writes beside traces. */
  static final List<String> LEFT_OUT = List.of("datasets", "prompts", "experiments");

  /**
   * The projects in a folder: it may be that of a project, of a workspace, or the one that the
   * export was told to write to.
   */
  static List<OpikProject> in(Path folder) throws IOException {
    if (isProject(folder)) {
      return List.of(of(folder));
    }
    List<OpikProject> found = new ArrayList<>();
    for (Path outer : folders(folder)) {
      boolean isProjects = outer.endsWith("projects");
      for (Path inner : isProjects ? List.of(outer) : folders(outer)) {
        if (inner.endsWith("projects")) {
          for (Path project : folders(inner)) {
            if (isProject(project)) {
              found.add(of(project));
            }
          }
        }
      }
    }
    return found;
  }

  private static boolean isProject(Path folder) throws IOException {
    if (named(folder.resolve(METADATA)).isPresent()) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(OpikProject::isTrace);
    }
  }

  private static OpikProject of(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Optional<Path> first =
          files.filter(file -> isTrace(file) && !isTable(file)).min(Path::compareTo);
      return new OpikProject(folder, name(folder, first), null);
    }
  }

  /** A single trace. */
  static OpikProject of(Path folder, Path file) {
    Optional<Path> json = Optional.of(file).filter(trace -> !isTable(trace));
    return new OpikProject(folder, name(folder, json), file);
  }

  private static String name(Path folder, Optional<Path> trace) {
    return named(folder.resolve(METADATA))
        .or(() -> trace.flatMap(file -> text(file, "project_name")))
        .orElseGet(() -> String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
  }

  private static Optional<String> named(Path metadata) {
    return Files.isRegularFile(metadata) ? text(metadata, "name") : Optional.empty();
  }

  private static Optional<String> text(Path file, String field) {
    try (JsonParser json = new JsonFile(file).parser(0)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken token = json.nextToken();
        if (name.equals(field) && token == JsonToken.VALUE_STRING) {
          return Optional.of(json.getString()).filter(text -> !text.isBlank());
        }
        json.skipChildren();
      }
      return Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static boolean isTrace(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(TRACE) && (name.endsWith(".json") || name.endsWith(".csv"));
  }

  /** The files of traces, in the order of their ids. The same trace in both forms counts once. */
  List<Path> traces() throws IOException {
    if (only != null) {
      return List.of(only);
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.filter(OpikProject::isTrace).sorted().toList();
      Set<Path> known = new HashSet<>(all);
      return all.stream().filter(file -> !isTable(file) || !known.contains(asJson(file))).toList();
    }
  }

  private static Path asJson(Path table) {
    String name = table.getFileName().toString();
    return table.resolveSibling(name.substring(0, name.length() - ".csv".length()) + ".json");
  }

  static boolean isTable(Path file) {
    return file.toString().endsWith(".csv");
  }

  /** The files of what cannot be kept. */
  long countLeftOut(String kind) throws IOException {
    Path inner = folder.resolve(kind);
    if (only != null || !Files.isDirectory(inner)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(inner)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json") || name.endsWith(".csv"))
          .count();
    }
  }

  /**
   * Where an attachment's bytes are, or null; never outside of the folder, whatever it is called.
   */
  @Nullable Path attachment(String entityType, String entityId, String fileName) {
    String name = fileName.substring(fileName.lastIndexOf('/') + 1);
    try {
      Path file = folder.resolve("attachments").resolve(entityType).resolve(entityId).resolve(name);
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              && file.toRealPath().startsWith(folder.toRealPath().resolve("attachments"))
          ? file
          : null;
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  /** The names of an entity's attachments, by what is in the folder. */
  List<String> attachments(String entityType, String entityId) throws IOException {
    Path all = folder.resolve("attachments").resolve(entityType);
    try {
      Path own = all.resolve(entityId).normalize();
      if (!all.equals(own.getParent()) || !Files.isDirectory(own)) {
        return List.of();
      }
      try (Stream<Path> files = Files.list(own)) {
        return files.map(file -> file.getFileName().toString()).sorted().toList();
      }
    } catch (InvalidPathException e) {
      return List.of();
    }
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> inner = Files.list(folder)) {
      return inner.filter(Files::isDirectory).sorted().toList();
    }
  }
}
