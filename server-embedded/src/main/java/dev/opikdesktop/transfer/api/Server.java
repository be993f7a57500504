package dev.opikdesktop.transfer.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opikdesktop.transfer.records.FileContent;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API of a server, as far as exports and imports need it. Every call blocks. */
public final class Server implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** A batch waits behind merges at worst; a download of a large file takes as long as it takes. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);

  private static final int LONGEST_MESSAGE = 16 * 1024;

  /** Statuses that say that what is written is wrong, and that something else may be right. */
  private static final Set<Integer> REFUSALS = Set.of(400, 409, 413, 422);

  /** What a record tells of an attachment besides its name. */
  private static final List<String> UPLOAD_FIELDS =
      List.of("mime_type", "extracted", "last_updated_at", "last_updated_by");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /** A server at an address such as {@code http://localhost:5173}; nothing is opened here. */
  public Server(URI address) {
    String text = address.toString();
    this.base = (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/api";
  }

  /** The project of a name: what the API tells of it. */
  public Optional<JsonNode> project(String name) {
    byte[] body = JSON.writeValueAsBytes(Map.of("name", name));
    return read(
        json("POST", "/v1/private/projects/retrieve", BodyPublishers.ofByteArray(body)),
        status -> status == 404,
        JSON::readTree);
  }

  /** The id of the project of a name, which is made if it is missing. */
  public String makeProject(String name, @Nullable String description) {
    Optional<JsonNode> there = project(name);
    if (there.isEmpty()) {
      Map<String, String> fields =
          description == null
              ? Map.of("name", name)
              : Map.of("name", name, "description", description);
      byte[] body = JSON.writeValueAsBytes(fields);
      // A 409 is somebody else's who was quicker.
      Optional<Boolean> ignored =
          read(
              json("POST", "/v1/private/projects", BodyPublishers.ofByteArray(body)),
              status -> status == 409,
              in -> true);
      there = project(name);
    }
    return there
        .map(project -> project.path("id").asString())
        .orElseThrow(() -> new TransferException("The project '" + name + "' was not made."));
  }

  /** How many records of each kind a project has. */
  public Map<RecordKind, Long> counts(String project) {
    JsonNode counts = require(read(get(records(project)), status -> false, JSON::readTree));
    Map<RecordKind, Long> result = new EnumMap<>(RecordKind.class);
    for (RecordKind kind : RecordKind.stored()) {
      result.put(kind, counts.path(kind.word()).asLong(0));
    }
    return result;
  }

  /** What reads records as they come. */
  @FunctionalInterface
  public interface RecordReader {
    /** False to end the stream. */
    boolean accept(StoredRecord record) throws IOException;
  }

  /**
   * Streams records of a kind behind a cursor.
   *
   * @param after null for the beginning
   * @return how many were handed over
   */
  public int read(
      String project, RecordKind kind, @Nullable String after, int limit, RecordReader reader) {
    String address =
        "%s/%s?limit=%d%s"
            .formatted(
                records(project), kind.word(), limit, after == null ? "" : "&after=" + after);
    return require(
        read(
            get(address),
            status -> false,
            in -> {
              RecordLines lines = new RecordLines(in);
              int count = 0;
              for (StoredRecord next = lines.next(); next != null; next = lines.next()) {
                count++;
                if (!reader.accept(next)) {
                  break;
                }
              }
              return count;
            }));
  }

  /**
   * Writes records of a kind.
   *
   * @param batch JSON objects in UTF-8
   * @return what the server does not take, or empty when all of them are durable
   */
  public Optional<String> write(String project, RecordKind kind, List<byte[]> batch) {
    return refusal(
        json("PUT", records(project) + "/" + kind.word(), BodyPublishers.ofByteArrays(body(batch))),
        in -> Optional.empty());
  }

  /**
   * Writes spans as OpenTelemetry sends them. Their resources name the project.
   *
   * @param content an ExportTraceServiceRequest in protobuf's form
   * @return what the server does not take of them, or empty when all of them are durable
   */
  public Optional<String> writeOtlp(FileContent content) {
    return refusal(
        request("/v1/private/otel/v1/traces")
            .header("Content-Type", "application/x-protobuf")
            .POST(body(content))
            .build(),
        in ->
            Optional.of(
                    ExportTraceServiceResponse.parseFrom(in).getPartialSuccess().getErrorMessage())
                .filter(message -> !message.isEmpty()));
  }

  /**
   * What the server says is wrong with a request; empty if nothing is.
   *
   * @param taken reads the answer to one that is taken
   */
  private Optional<String> refusal(HttpRequest request, BodyReader<Optional<String>> taken) {
    return refusal(request, REFUSALS::contains, taken);
  }

  private Optional<String> refusal(
      HttpRequest request, Predicate<Integer> isRefusal, BodyReader<Optional<String>> taken) {
    try {
      HttpResponse<InputStream> answer = send(request);
      try (InputStream in = answer.body()) {
        int status = answer.statusCode();
        if (status == 200 || status == 204) {
          return taken.read(in);
        }
        if (isRefusal.test(status)) {
          return Optional.of(message(status, in));
        }
        throw refused(request, status, in);
      }
    } catch (IOException failure) {
      throw away(failure);
    }
  }

  private static Iterable<byte[]> body(List<byte[]> batch) {
    byte[][] parts = new byte[2 * batch.size() + 1][];
    for (int i = 0; i < batch.size(); i++) {
      parts[2 * i] = (i == 0 ? "{\"records\":[" : ",").getBytes(UTF_8);
      parts[2 * i + 1] = batch.get(i);
    }
    parts[2 * batch.size()] = "]}".getBytes(UTF_8);
    return List.of(parts);
  }

  /** What reads the bytes of an answer. */
  @FunctionalInterface
  public interface BodyReader<T> {
    T read(InputStream in) throws IOException;
  }

  /**
   * Reads the bytes of an attachment.
   *
   * @return empty if it is gone, or if nothing can have such a name
   */
  public <T> Optional<T> download(String project, AttachmentName name, BodyReader<T> reader) {
    String address =
        "/v1/private/attachment/download?container_id=%s&%s&mime_type=x"
            .formatted(project, name.query());
    return read(get(address), status -> status == 404 || status == 400, reader);
  }

  /**
   * Stores the bytes of an attachment; an older one of the same name is replaced.
   *
   * @param record what else there is to say of it
   * @return what the server does not take of it, or empty when it is durable
   */
  public Optional<String> upload(
      String project, AttachmentName name, JsonNode record, FileContent content) {
    StringBuilder address =
        new StringBuilder("/v1/private/opik-desktop/projects/")
            .append(project)
            .append("/attachments?")
            .append(name.query());
    for (String field : UPLOAD_FIELDS) {
      String value = record.path(field).asString("");
      if (!value.isEmpty()) {
        address.append('&').append(field).append('=').append(encoded(value));
      }
    }
    HttpRequest request =
        request(address.toString())
            .header("Content-Type", "application/octet-stream")
            .PUT(body(content))
            .build();
    // An id that is none is not found.
    return refusal(
        request, status -> status == 404 || REFUSALS.contains(status), in -> Optional.empty());
  }

  private static BodyPublisher body(FileContent content) {
    return content.size() == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(() -> opened(content)), content.size());
  }

  private static InputStream opened(FileContent content) {
    try {
      return content.open();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private <T> Optional<T> read(
      HttpRequest request, Predicate<Integer> isNothing, BodyReader<T> reader) {
    try {
      HttpResponse<InputStream> answer = send(request);
      try (InputStream in = answer.body()) {
        if (isNothing.test(answer.statusCode())) {
          return Optional.empty();
        }
        if (answer.statusCode() / 100 != 2) {
          throw refused(request, answer.statusCode(), in);
        }
        return Optional.of(reader.read(in));
      }
    } catch (IOException failure) {
      throw away(failure);
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new TransferException("Stopped.", interruption);
    }
  }

  private TransferException away(IOException failure) {
    return new TransferException(
        "The server at %s went away (%s). Run the same command again to go on."
            .formatted(base, failure.getMessage() == null ? failure : failure.getMessage()),
        failure);
  }

  private static TransferException refused(HttpRequest request, int status, InputStream in)
      throws IOException {
    return new TransferException(
        "The server refused %s %s: %s"
            .formatted(request.method(), request.uri().getPath(), message(status, in)));
  }

  private static String message(int status, InputStream in) throws IOException {
    String text = new String(in.readNBytes(LONGEST_MESSAGE), UTF_8);
    try {
      JsonNode answer = JSON.readTree(text);
      JsonNode errors = answer.path("errors");
      if (errors.isArray()) {
        return String.join("; ", errors.valueStream().map(JsonNode::asString).toList());
      }
      String details = answer.path("details").asString("");
      String message = answer.path("message").asString(text);
      return details.isEmpty() ? message : message + ": " + details;
    } catch (JacksonException plainText) {
      return text.isBlank() ? "status " + status : text;
    }
  }

  private static <T> T require(Optional<T> answer) {
    return answer.orElseThrow(() -> new IllegalStateException("nothing but success ends here"));
  }

  private static String records(String project) {
    return "/v1/private/opik-desktop/projects/" + project + "/records";
  }

  private HttpRequest get(String path) {
    return request(path).build();
  }

  private HttpRequest json(String method, String path, BodyPublisher body) {
    return request(path).header("Content-Type", "application/json").method(method, body).build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_TIMEOUT);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
