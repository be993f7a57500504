package dev.opikdesktop.desktop.client;

import static dev.opikdesktop.desktop.client.Rest.encode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Files of traces and spans. */
public final class AttachmentsApi {
  private final Rest rest;

  AttachmentsApi(Rest rest) {
    this.rest = rest;
  }

  /** The files of one trace or span; at most 1,000. */
  public List<Attachment> of(LogKind kind, String projectId, String id) {
    String base =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(rest.address().toString().getBytes(StandardCharsets.UTF_8));
    JsonNode page =
        rest.get(
            "/v1/private/attachment/list?page=1&size=1000&project_id=%s&entity_type=%s&entity_id=%s&path=%s"
                .formatted(encode(projectId), kind.singular(), encode(id), encode(base)));
    List<Attachment> files = new ArrayList<>();
    for (JsonNode file : page.path("content")) {
      String name = Wire.text(file, "file_name");
      String type = Wire.text(file, "mime_type");
      String address =
          rest.uri(
                  "/v1/private/attachment/download?workspace_name=%s&container_id=%s&file_name=%s&mime_type=%s&entity_type=%s&entity_id=%s"
                      .formatted(
                          encode(rest.access().workspaceOrUsual()),
                          encode(projectId),
                          encode(name),
                          encode(type),
                          kind.singular(),
                          encode(id)))
              .toString();
      files.add(new Attachment(name, file.path("file_size").asLong(0), type, address));
    }
    return files;
  }

  /** The beginning of a file, as text. */
  public String text(Attachment file, int mostBytes) {
    try (InputStream in = open(file)) {
      return new String(in.readNBytes(mostBytes), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new ClientException("No answer from " + rest.address(), failure);
    }
  }

  /** Writes a file to the disk, whole or not at all. */
  public void save(Attachment file, Path to) {
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try (InputStream in = open(file)) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new ClientException(to + " can't be written", failure);
    }
  }

  /**
   * A whole file.
   *
   * @throws ClientException for one that is larger than this too
   */
  public byte[] bytes(Attachment file, int mostBytes) {
    try (InputStream in = open(file)) {
      byte[] read = in.readNBytes(mostBytes);
      if (in.read() >= 0) {
        throw new ClientException(0, "It is larger than " + mostBytes / 1_000_000 + " MB");
      }
      return read;
    } catch (IOException failure) {
      throw new ClientException("No answer from " + rest.address(), failure);
    }
  }

  private InputStream open(Attachment file) throws IOException {
    if (file.address().startsWith("data:")) {
      String base64 = file.address().substring(file.address().indexOf(',') + 1);
      return new ByteArrayInputStream(decoded(base64));
    }
    HttpRequest request = rest.request(URI.create(file.address())).build();
    try {
      HttpResponse<InputStream> answer = rest.http().send(request, BodyHandlers.ofInputStream());
      if (answer.statusCode() / 100 != 2) {
        answer.body().close();
        throw new ClientException(
            answer.statusCode(), "The server answered " + answer.statusCode());
      }
      return answer.body();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ClientException("The request was given up", interruption);
    }
  }

  private static byte[] decoded(String base64) {
    boolean url = base64.indexOf('-') >= 0 || base64.indexOf('_') >= 0;
    try {
      return url ? Base64.getUrlDecoder().decode(base64) : Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException broken) {
      throw new ClientException("It is no file after all", broken);
    }
  }
}
