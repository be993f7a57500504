package dev.opikdesktop.transfer.foreign;

import dev.opikdesktop.transfer.records.ImportSource;
import dev.opikdesktop.transfer.records.TransferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Recognises what others have written, by what is in it and not by its name. */
public final class ForeignFiles {
  private static final String KNOWN =
      "What can be read are folders that opik-desktop export or opik export has written, and files"
          + " of OTLP's JSON or Jaeger's JSON, plain or packed with gzip.";

  private ForeignFiles() {}

  /**
   * What something is.
   *
   * @param form in words: {@code OTLP JSON}
   * @param projects the names of the projects that it tells; empty where the spans do
   * @param traces how many it has, where it has a file for each; 0 where nobody has counted
   */
  public record Found(String form, List<String> projects, long traces, Opening opening) {
    public Found {
      projects = List.copyOf(projects);
    }
  }

  /** How to read what was found. */
  @FunctionalInterface
  public interface Opening {
    /**
     * Opens it.
     *
     * @param project the name of the project for all of it; null for those that it names itself
     */
    ImportSource with(@Nullable String project);
  }

  /**
   * Opens a file or folder for reading.
   *
   * @param project the name of the project for all of it; null for those that it names itself
   * @throws TransferException if it is nothing that is known; the message says what it is
   */
  public static ImportSource open(Path path, @Nullable String project) {
    return recognise(path).opening().with(project);
  }

  /**
   * Looks into a file or folder.
   *
   * @throws TransferException if it is nothing that is known; the message says what it is
   */
  public static Found recognise(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return folder(path);
      }
      if (!Files.isRegularFile(path)) {
        throw new TransferException("There is no file or folder %s.".formatted(path));
      }
      if (Files.size(path) == 0) {
        throw new TransferException("%s is empty.".formatted(path));
      }
      return file(path);
    } catch (IOException e) {
      throw new JsonFile(path).unreadable(e);
    }
  }

  private static Found folder(Path path) throws IOException {
    List<OpikProject> projects = OpikProject.in(path);
    if (projects.isEmpty()) {
      throw new TransferException("Nothing in the folder %s is known. %s".formatted(path, KNOWN));
    }
    return opikExport(path, projects);
  }

  private static Found opikExport(Path folder, List<OpikProject> projects) throws IOException {
    long traces = 0;
    for (OpikProject each : projects) {
      traces += each.traces().size();
    }
    return new Found(
        "opik export",
        projects.stream().map(OpikProject::name).toList(),
        traces,
        project -> new OpikExportSource(folder, projects, project));
  }

  private static Found file(Path path) throws IOException {
    JsonFile file = new JsonFile(path);
    String packing = file.packing();
    if (packing != null) {
      throw new TransferException(
          "%s is packed with %s: unpack it first. %s".formatted(path, packing, KNOWN));
    }
    if (OpikProject.isTable(path)) {
      return trace(path);
    }
    JsonParser json = file.parser(0);
    try (json) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_ARRAY) {
        token = json.nextToken();
      }
      String first = null;
      if (token == JsonToken.START_OBJECT) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          first = first == null ? name : first;
          switch (name) {
            case "resourceSpans",
                "resource_spans",
                "resourceLogs",
                "resource_logs",
                "resourceMetrics",
                "resource_metrics",
                "result" -> {
              return spans(
                  "OTLP JSON",
                  project -> new SpanSource(file, from -> new OtlpStream(from, 0, 0), project));
            }
            case "data" -> {
              return spans(
                  "Jaeger JSON", project -> new SpanSource(file, JaegerStream::new, project));
            }
            case "trace" -> {
              return trace(path);
            }
            default -> {
              json.nextToken();
              json.skipChildren();
            }
          }
        }
      }
      throw new TransferException(
          "%s is JSON of something else%s. %s"
              .formatted(path, first == null ? "" : ": it begins with '" + first + "'", KNOWN));
    } catch (JacksonException e) {
      throw new TransferException(
          isBinary(file)
              ? "%s is a binary file. %s".formatted(path, KNOWN)
              : "%s: %s. %s"
                  .formatted(file.place(JsonFile.location(e, json), 0), JsonFile.reason(e), KNOWN),
          e);
    }
  }

  private static Found spans(String form, Opening opening) {
    return new Found(form, List.of(), 0, opening);
  }

  private static Found trace(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null
        ? opikExport(file, List.of())
        : opikExport(folder, List.of(OpikProject.of(folder, file)));
  }

  private static boolean isBinary(JsonFile file) {
    try (InputStream in = file.open()) {
      for (byte next : in.readNBytes(512)) {
        if (next >= 0 && next < ' ' && next != '\n' && next != '\r' && next != '\t') {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
