package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table attachments. */
final class AttachmentStore {
  static final String TABLE = "attachments";

  static final List<String> COLUMNS =
      List.of(
          "workspace_id",
          "project_id",
          "entity_type",
          "entity_id",
          "file_name",
          "blob",
          "mime_type",
          "size",
          "extracted",
          "last_updated_at",
          "last_updated_by");

  private static final String IN_PROJECT =
      """
      workspace_id = {workspace:Id} AND project_id = {project:Id}
      """;

  private static final String OF_OWNER =
      IN_PROJECT
          + """
            AND entity_type = {type:UInt8} AND entity_id = {owner:Id}
          """;

  private static final String OF_TRACES_AND_THEIR_SPANS =
      IN_PROJECT
          + """
            AND (entity_type = 1 AND entity_id IN {traces:Ids}
              OR entity_type = 2 AND entity_id IN (
                SELECT id
                FROM spans
                WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
                  AND trace_id IN {traces:Ids}))
          """;

  private final Analytics analytics;

  AttachmentStore(Analytics analytics) {
    this.analytics = analytics;
  }

  Optional<Attachment> find(Caller caller, Owner owner, String fileName) {
    String sql =
        """
        SELECT project_id, entity_type, entity_id, file_name, blob, mime_type, size, extracted,
          last_updated_at, last_updated_by
        FROM attachments
        WHERE %s AND file_name = {file:String}
        ORDER BY last_updated_at DESC
        LIMIT 1
        """
            .formatted(OF_OWNER);
    return analytics
        .query(of(caller, owner, sql).with("file", fileName), AttachmentStore::read)
        .stream()
        .findFirst();
  }

  /** A page of the files of one owner, by name. */
  List<Attachment> page(Caller caller, Owner owner, PageRequest page) {
    String sql =
        """
        SELECT project_id, entity_type, entity_id, file_name, blob, mime_type, size, extracted,
          last_updated_at, last_updated_by
        FROM attachments FINAL
        WHERE %s
        ORDER BY file_name
        LIMIT {limit:Int64} OFFSET {offset:Int64}
        """
            .formatted(OF_OWNER);
    return analytics.query(
        of(caller, owner, sql).with("limit", page.size()).with("offset", page.offset()),
        AttachmentStore::read);
  }

  long count(Caller caller, Owner owner) {
    String sql =
        """
        SELECT count()
        FROM attachments FINAL
        WHERE %s
        """
            .formatted(OF_OWNER);
    return analytics.query(of(caller, owner, sql), RowBinaryReader::int64).getFirst();
  }

  /** The files of an owner that its payloads can name. */
  Map<String, Attachment> placeholders(Caller caller, Owner owner) {
    String sql =
        """
        SELECT project_id, entity_type, entity_id, file_name, blob, mime_type, size, extracted,
          last_updated_at, last_updated_by
        FROM attachments FINAL
        WHERE %s AND position(file_name, '-attachment-') > 0
        """
            .formatted(OF_OWNER);
    return analytics.query(of(caller, owner, sql), AttachmentStore::read).stream()
        .collect(Collectors.toMap(Attachment::fileName, Function.identity()));
  }

  /** Files that were taken out of the payloads of some traces or spans. */
  List<Attachment> extracted(Caller caller, EntityType type, Collection<UUID> owners) {
    Statement statement =
        Statement.of(
                """
                SELECT project_id, entity_type, entity_id, file_name, blob, mime_type, size,
                  extracted, last_updated_at, last_updated_by
                FROM attachments
                WHERE workspace_id = {workspace:Id}
                  AND entity_type = {type:UInt8}
                  AND entity_id IN {owners:Ids}
                  AND extracted
                """)
            .with("workspace", caller.workspaceId())
            .with("type", type.code())
            .with("owners", owners);
    return analytics.query(statement, AttachmentStore::read);
  }

  /** The files that the payloads of traces or spans name, as they are stored now. */
  Map<Owner, Set<String>> named(Caller caller, EntityType type, Collection<UUID> owners) {
    String sql =
        """
        SELECT project_id, id,
          extractAll(
            concat(input_head, input_rest, output_head, output_rest, metadata), {name:String})
        FROM %s
        WHERE workspace_id = {workspace:Id} AND id IN {owners:Ids}
        ORDER BY project_id, id, last_updated_at DESC
        LIMIT 1 BY project_id, id
        """
            .formatted(type == EntityType.TRACE ? "traces" : "spans");
    Statement statement =
        Statement.of(sql)
            .with("workspace", caller.workspaceId())
            .with("owners", owners)
            .with("name", Placeholder.SQL_PATTERN);
    Map<Owner, Set<String>> named = new HashMap<>();
    analytics.stream(
        statement,
        in ->
            named.put(
                new Owner(in.id(), type, in.id()), new HashSet<>(in.list(RowBinaryReader::string))),
        ignored -> true);
    return named;
  }

  /** Takes a trace or span, and whether any of its files was taken out of a payload. */
  @FunctionalInterface
  interface OwnerConsumer {
    void accept(UUID owner, boolean isExtracted);
  }

  /** Names every trace and span that has files which its payloads can name. */
  void forEachOwner(OwnerConsumer each) {
    Statement statement =
        Statement.of(
            """
            SELECT entity_id, max(extracted)
            FROM attachments
            WHERE position(file_name, '-attachment-') > 0
            GROUP BY entity_id
            """);
    analytics.stream(
        statement,
        in -> {
          each.accept(in.id(), in.bool());
          return true;
        },
        ignored -> true);
  }

  /** The blobs of some files of an owner, of older uploads under these names too. */
  List<UUID> blobs(Caller caller, Owner owner, Collection<String> fileNames) {
    String sql =
        """
        SELECT blob
        FROM attachments
        WHERE %s AND has({files:Array(String)}, file_name)
        """
            .formatted(OF_OWNER);
    return analytics.query(of(caller, owner, sql).with("files", fileNames), RowBinaryReader::id);
  }

  /** The blobs of traces and of their spans. */
  List<UUID> blobsOfTraces(Caller caller, UUID project, Collection<UUID> traces) {
    String sql =
        """
        SELECT blob
        FROM attachments
        WHERE %s
        """
            .formatted(OF_TRACES_AND_THEIR_SPANS);
    return analytics.query(in(caller, project, sql).with("traces", traces), RowBinaryReader::id);
  }

  /** Those uploads that rows name, of whatever workspace. */
  Set<UUID> named(Collection<UUID> blobs) {
    Statement statement =
        Statement.of(
                """
                SELECT blob
                FROM attachments
                WHERE blob IN {blobs:Ids}
                """)
            .with("blobs", blobs);
    return new HashSet<>(analytics.query(statement, RowBinaryReader::id));
  }

  /** Deletes the rows of uploads. A newer one under the same name stays. */
  void delete(Caller caller, UUID project, Collection<UUID> blobs) {
    String sql =
        """
        DELETE FROM attachments
        WHERE %s AND blob IN {blobs:Ids}
        """
            .formatted(IN_PROJECT);
    analytics.delete(in(caller, project, sql).with("blobs", blobs));
  }

  /** Deletes all rows of projects, if they have any. */
  void deleteAll(Caller caller, Collection<UUID> projects) {
    String ofProjects =
        """
        FROM attachments
        WHERE workspace_id = {workspace:Id} AND project_id IN {projects:Ids}
        """;
    Statement look =
        Statement.of("SELECT toUInt8(1) " + ofProjects + "LIMIT 1")
            .with("workspace", caller.workspaceId())
            .with("projects", projects);
    if (!analytics.query(look, RowBinaryReader::uint8).isEmpty()) {
      analytics.delete(look.text("DELETE " + ofProjects));
    }
  }

  static void write(Caller caller, Attachment attachment, RowBinaryWriter out) {
    Owner owner = attachment.owner();
    out.id(caller.workspaceId()).id(owner.projectId());
    out.uint8(owner.type().code()).id(owner.id());
    out.string(attachment.fileName()).id(attachment.blob()).string(attachment.mimeType());
    out.int64(attachment.size()).bool(attachment.extracted());
    out.instant6(attachment.uploadedAt()).string(attachment.uploadedBy());
  }

  private static Attachment read(RowBinaryReader in) throws IOException {
    return new Attachment(
        new Owner(in.id(), EntityType.ofCode(in.uint8()), in.id()),
        in.string(),
        in.id(),
        in.string(),
        in.int64(),
        in.bool(),
        in.instant6(),
        in.string());
  }

  private static Statement of(Caller caller, Owner owner, String sql) {
    return in(caller, owner.projectId(), sql)
        .with("type", owner.type().code())
        .with("owner", owner.id());
  }

  private static Statement in(Caller caller, UUID project, String sql) {
    return Statement.of(sql).with("workspace", caller.workspaceId()).with("project", project);
  }
}
