package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which files of an owner are to go. */
record AttachmentDeletion(Owner owner, List<String> fileNames) {

  /** What a body said of it. */
  static final class Body implements Draft<AttachmentDeletion> {
    private @Nullable UUID projectId;
    private @Nullable EntityType type;
    private @Nullable UUID entityId;
    private @Nullable List<String> fileNames;

    @Override
    public void field(FieldReader in, String field) {
      switch (field) {
        case "container_id" -> projectId = in.uuid();
        case "entity_type" -> type = UploadDraft.owner(in.text());
        case "entity_id" -> entityId = in.uuid();
        case "file_names" -> fileNames = in.strings();
        default -> in.skip();
      }
    }

    @Override
    public void validate(Validation validation) {
      validation
          .required("file_names", fileNames == null || fileNames.isEmpty() ? null : fileNames)
          .required("entity_type", type)
          .required("entity_id", entityId)
          .required("container_id", projectId);
    }

    @Override
    public AttachmentDeletion write() {
      if (projectId == null || type == null || entityId == null || fileNames == null) {
        throw new IllegalStateException("validated before");
      }
      return new AttachmentDeletion(new Owner(projectId, type, entityId), fileNames);
    }
  }
}
