package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a body said of an upload that begins or has ended. Which fields are required is for the
 * subclass to say.
 */
abstract sealed class UploadDraft<W> implements Draft<W> {
  /** Longer names do not fit an address. */
  static final int LONGEST_NAME = 1000;

  protected @Nullable String fileName;
  protected @Nullable String projectName;
  protected @Nullable EntityType type;
  protected @Nullable UUID entityId;
  protected @Nullable String mimeType;

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "file_name" -> fileName = in.text();
      case "project_name" -> projectName = in.text();
      case "entity_type" -> type = owner(in.text());
      case "entity_id" -> entityId = in.uuid();
      case "mime_type" -> mimeType = in.text();
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    validation
        .notBlank("file_name", fileName)
        .longestText("file_name", fileName, LONGEST_NAME)
        .nullOrNotBlank("project_name", projectName)
        .required("entity_type", type)
        .required("entity_id", entityId);
  }

  /**
   * What files can belong to.
   *
   * @throws ApiException 400 for any other word
   */
  static @Nullable EntityType owner(@Nullable String word) {
    if (word == null) {
      return null;
    }
    return EntityType.ofWord(word)
        .filter(type -> type != EntityType.THREAD)
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "Unable to process JSON: entity_type must be trace or span"));
  }

  protected Upload upload() {
    if (fileName == null || type == null || entityId == null) {
      throw new IllegalStateException("validated before");
    }
    return new Upload(projectName, type, entityId, fileName, mimeType);
  }

  /** Of {@code upload-start}. */
  static final class Start extends UploadDraft<Start.Write> {
    private @Nullable Integer parts;
    private @Nullable String path;

    /**
     * An upload that begins.
     *
     * @param path the client's base URL, as base64
     */
    record Write(Upload upload, String path) {}

    @Override
    public void field(FieldReader in, String field) {
      switch (field) {
        case "num_of_file_parts" -> parts = in.integer();
        case "path" -> path = in.text();
        default -> super.field(in, field);
      }
    }

    @Override
    public void validate(Validation validation) {
      super.validate(validation);
      validation.required("num_of_file_parts", parts).notBlank("path", path);
    }

    @Override
    public Write write() {
      return new Write(upload(), path == null ? "" : path);
    }
  }

  /** Of {@code upload-complete}. */
  static final class Complete extends UploadDraft<Upload> {
    private @Nullable BigDecimal size;
    private @Nullable String uploadId;
    private @Nullable List<Part> parts;

    @Override
    public void field(FieldReader in, String field) {
      switch (field) {
        case "file_size" -> size = in.decimal();
        case "upload_id" -> uploadId = in.text();
        case "uploaded_file_parts" -> {
          List<Part> read = new ArrayList<>();
          parts = in.isNull() ? null : read;
          in.array(
              () -> {
                Part part = new Part();
                in.object(name -> part.field(in, name));
                read.add(part);
              });
        }
        default -> super.field(in, field);
      }
    }

    @Override
    public void validate(Validation validation) {
      super.validate(validation);
      validation
          .required("file_size", size)
          .notBlank("upload_id", uploadId)
          .required("uploaded_file_parts", parts);
      for (int i = 0; parts != null && i < parts.size(); i++) {
        parts.get(i).validate(validation.within("uploaded_file_parts", i));
      }
    }

    @Override
    public Upload write() {
      return upload();
    }
  }

  /** One part that a client has sent. */
  private static final class Part {
    private @Nullable String tag;
    private @Nullable Integer number;

    void field(FieldReader in, String field) {
      switch (field) {
        case "e_tag" -> tag = in.text();
        case "part_number" -> number = in.integer();
        default -> in.skip();
      }
    }

    void validate(Validation validation) {
      validation.notBlank("e_tag", tag).required("part_number", number);
    }
  }
}
