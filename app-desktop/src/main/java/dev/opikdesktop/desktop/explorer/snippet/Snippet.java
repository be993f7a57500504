package dev.opikdesktop.desktop.explorer.snippet;

import dev.opikdesktop.desktop.client.Access;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/** Whole programs that bring a first trace here, by Opik's SDKs and by OpenTelemetry. */
public enum Snippet {
  PYTHON("Python", "opik.py.txt"),
  TYPESCRIPT("TypeScript", "opik.mjs.txt"),
  OTLP_PYTHON("Python", "otlp.py.txt"),
  OTLP_NODE("Node.js", "otlp.mjs.txt"),
  OTLP_GO("Go", "otlp.go.txt"),
  OTLP_JAVA("Java", "Otlp.java.txt"),
  OTLP_RUST("Rust", "otlp.rs.txt");

  private static final String DEFAULT_PROJECT = "Default Project";

  /** Lines with these are left out where there is none. */
  private static final String WORKSPACE = "{{workspace}}";

  private static final String KEY = "{{key}}";

  private final String language;
  private final String file;

  Snippet(String language, String file) {
    this.language = language;
    this.file = file;
  }

  public String language() {
    return language;
  }

  /**
   * The program, which needs no setting beside itself.
   *
   * @param access the server, with the workspace and API key that go into the program
   * @param project where the trace is to go; empty for the project that takes what names none
   */
  public String program(Access access, String project) {
    String api = access.address().toString().replaceAll("/+$", "") + "/api";
    return template()
        .lines()
        .filter(line -> !line.contains(WORKSPACE) || !access.workspace().isEmpty())
        .filter(line -> !line.contains(KEY) || !access.apiKey().isEmpty())
        .map(line -> line + "\n")
        .collect(Collectors.joining())
        .replace("{{api}}", api)
        .replace("{{otlp}}", api + "/v1/private/otel/v1/traces")
        .replace(KEY, quoted(access.apiKey()))
        .replace(WORKSPACE, quoted(access.workspace()))
        .replace("{{project}}", quoted(project.isEmpty() ? DEFAULT_PROJECT : project));
  }

  /** A name within the quotes that all these languages share. */
  private static String quoted(String name) {
    return name.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
  }

  private String template() {
    try (InputStream program = Snippet.class.getResourceAsStream(file)) {
      return new String(
          Objects.requireNonNull(program, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
