package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FileAnswer;
import dev.opikdesktop.server.http.Locations;
import dev.opikdesktop.server.http.Page;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.PageWriter;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.http.Validation;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** Attachments over HTTP. */
public final class AttachmentRoutes implements HttpService {
  /** Tells clients that they send the whole file to one address of ours, and are done then. */
  private static final String ONE_UPLOAD = "BEMinIO";

  private static final String UPLOAD = "v1/private/attachment/upload";
  private static final String DOWNLOAD = "v1/private/attachment/download";
  private static final String RESTORE = "/v1/private/opik-desktop/projects/{id}/attachments";
  private static final int PAGE_SIZE = 100;

  private final AttachmentService attachments;

  public AttachmentRoutes(AttachmentService attachments) {
    this.attachments = attachments;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/v1/private/attachment/upload-start", this::start)
        .put("/" + UPLOAD, this::upload)
        .put(RESTORE, this::restore)
        .post("/v1/private/attachment/upload-complete", this::complete)
        .get("/v1/private/attachment/list", this::list)
        .get("/" + DOWNLOAD, this::download)
        .head("/" + DOWNLOAD, this::download)
        .post("/v1/private/attachment/delete", this::delete);
  }

  private void start(ServerRequest request, ServerResponse response) {
    UploadDraft.Start.Write write =
        Draft.readOne(request.content().inputStream(), new UploadDraft.Start());
    Upload upload = write.upload();
    StringBuilder address = new StringBuilder(base(write.path())).append(UPLOAD);
    address.append("?file_name=").append(encoded(upload.fileName()));
    address
        .append("&mime_type=")
        .append(encoded(MediaTypes.declared(upload.mimeType(), upload.fileName())));
    address.append("&entity_type=").append(upload.type().word());
    address.append("&entity_id=").append(upload.entityId());
    if (upload.projectName() != null) {
      address.append("&project_name=").append(encoded(upload.projectName()));
    }
    Responses.json(
        request,
        response,
        Map.of("upload_id", ONE_UPLOAD, "pre_sign_urls", List.of(address.toString())));
  }

  private void upload(ServerRequest request, ServerResponse response) {
    attachments.store(
        Caller.of(request), upload(Parameters.of(request)), request.content().inputStream());
    Responses.noContent(response);
  }

  /** An import: the file has its history elsewhere. */
  private void restore(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    UploadOrigin origin =
        new UploadOrigin(
            parameters.instant("last_updated_at").orElseGet(Instant::now),
            parameters.text("last_updated_by").orElse(caller.userName()),
            parameters.flag("extracted", false));
    new Validation().updateTime("last_updated_at", origin.at()).check();
    attachments.restore(
        caller,
        parameters.pathUuid("id"),
        upload(parameters),
        origin,
        request.content().inputStream());
    Responses.noContent(response);
  }

  private static Upload upload(Parameters parameters) {
    String fileName = required(parameters, "file_name");
    String project = parameters.text("project_name").orElse(null);
    new Validation()
        .notBlank("file_name", fileName)
        .longestText("file_name", fileName, UploadDraft.LONGEST_NAME)
        .nullOrNotBlank("project_name", project)
        .check();
    return new Upload(
        project,
        ownerType(parameters),
        requiredId(parameters, "entity_id"),
        fileName,
        parameters.text("mime_type").orElse(null));
  }

  /** Nothing is left to do: the upload itself was the whole file. */
  private void complete(ServerRequest request, ServerResponse response) {
    Upload unused = Draft.readOne(request.content().inputStream(), new UploadDraft.Complete());
    Responses.noContent(response);
  }

  private void list(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    PageRequest page = PageRequest.of(request, PAGE_SIZE);
    Owner owner = owner(parameters, "project_id");
    String base = base(required(parameters, "path"));
    Page<Attachment> found = attachments.page(caller, owner, page);
    Responses.json(
        request,
        response,
        out ->
            PageWriter.writeUnsortable(
                out,
                page.page(),
                found.total(),
                found.content(),
                (generator, attachment) -> write(generator, caller, base, attachment)));
  }

  private void download(ServerRequest request, ServerResponse response) {
    Parameters parameters = Parameters.of(request);
    Caller caller =
        parameters
            .text("workspace_name")
            .map(Caller::ofWorkspace)
            .orElseGet(() -> Caller.of(request));
    Owner owner = owner(parameters, "container_id");
    String fileName = required(parameters, "file_name");
    // What the link says of the type is as trustworthy as who made the link: ours counts.
    String unused = required(parameters, "mime_type");
    FileAnswer.send(request, response, attachments.open(caller, owner, fileName));
  }

  private void delete(ServerRequest request, ServerResponse response) {
    attachments.delete(
        Caller.of(request),
        Draft.readOne(request.content().inputStream(), new AttachmentDeletion.Body()));
    Responses.noContent(response);
  }

  private static void write(JsonGenerator out, Caller caller, String base, Attachment attachment) {
    Owner owner = attachment.owner();
    out.writeStartObject();
    out.writeStringProperty(
        "link",
        "%s%s?workspace_name=%s&container_id=%s&file_name=%s&mime_type=%s&entity_type=%s&entity_id=%s"
            .formatted(
                base,
                DOWNLOAD,
                encoded(caller.workspaceName()),
                owner.projectId(),
                encoded(attachment.fileName()),
                encoded(attachment.mimeType()),
                owner.type().word(),
                owner.id()));
    out.writeStringProperty("file_name", attachment.fileName());
    out.writeNumberProperty("file_size", attachment.size());
    out.writeStringProperty("mime_type", attachment.mimeType());
    out.writeEndObject();
  }

  private static Owner owner(Parameters parameters, String project) {
    return new Owner(
        requiredId(parameters, project),
        ownerType(parameters),
        requiredId(parameters, "entity_id"));
  }

  private static EntityType ownerType(Parameters parameters) {
    String word = required(parameters, "entity_type");
    return EntityType.ofWord(word)
        .filter(type -> type != EntityType.THREAD)
        .orElseThrow(() -> ApiException.badQuery("entity_type", "neither trace nor span"));
  }

  /**
   * The base URL of a client's own making, which its links begin with, and a slash.
   *
   * @throws ApiException 400 for what is no address of the web
   */
  private static String base(String path) {
    try {
      String base = Locations.decoded(path);
      if (base.matches("https?://[\\x21-\\x7e&&[^\"<>\\\\]]{1,2000}")) {
        return base.endsWith("/") ? base : base + "/";
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw ApiException.badRequest("path is not the base64 of an address");
  }

  private static String required(Parameters parameters, String name) {
    return parameters.text(name).orElseThrow(() -> missing(name));
  }

  private static UUID requiredId(Parameters parameters, String name) {
    return parameters.uuid(name).orElseThrow(() -> missing(name));
  }

  private static ApiException missing(String name) {
    return ApiException.errors(400, "query param " + name + " must not be null");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
