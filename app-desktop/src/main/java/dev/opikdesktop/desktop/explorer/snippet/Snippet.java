package dev.opikdesktop.desktop.explorer.snippet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

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
   * @param restUrl where the server answers, without the {@code /api}
   * @param project where the trace is to go; empty for the project that takes what names none
   */
  public String program(URI restUrl, String project) {
    String api = restUrl.toString().replaceAll("/+$", "") + "/api";
    return template()
        .replace("{{api}}", api)
        .replace("{{otlp}}", api + "/v1/private/otel/v1/traces")
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
