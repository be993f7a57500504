package dev.opikdesktop.server.deletes;

import dev.opikdesktop.server.attachments.AttachmentService;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.entities.ProjectContents;
import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.ingest.Deletions;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/**
 * What goes when traces or projects are deleted. What hangs on something goes before it: a deletion
 * that was cut off leaves something to be seen, and deleting that again ends it.
 *
 * <p>When a call returns, no read sees what it deleted, and that is durable.
 */
public final class Cascade implements ProjectContents {
  /** Tables of what was said of traces, spans and threads, and where they are to be judged. */
  private static final List<String> ATTACHED =
      List.of(
          "feedback_scores",
          "assertion_results",
          "guardrails",
          "comments",
          "annotation_queue_items");

  private static final List<String> ROOTS = List.of("threads", "spans", "traces");

  private static final int TRACES_AT_ONCE = 1000;

  private static final String IN_PROJECT =
      """
      workspace_id = {workspace:Id} AND project_id = {project:Id}
      """;

  private final Analytics analytics;
  private final Deletions deletions;
  private final AttachmentService attachments;
  private final Events events;

  /**
   * Deletes from the tables of this store.
   *
   * @param deletions the one that all writers of traces and spans know
   */
  public Cascade(
      Analytics analytics, Deletions deletions, AttachmentService attachments, Events events) {
    this.analytics = analytics;
    this.deletions = deletions;
    this.attachments = attachments;
    this.events = events;
  }

  /**
   * Deletes traces with their spans, and the files and what was said of both. Ids of no trace are
   * no matter, but spans that name them go too.
   */
  public void traces(Caller caller, UUID project, Collection<UUID> ids) {
    List<UUID> all = new ArrayList<>(new LinkedHashSet<>(ids));
    for (int from = 0; from < all.size(); from += TRACES_AT_ONCE) {
      List<UUID> some = all.subList(from, Math.min(all.size(), from + TRACES_AT_ONCE));
      deletions.ofTraces(
          project,
          some,
          () -> {
            attachments.deleteOfTraces(caller, project, some);
            deleteTraces("%s IN {traces:Ids}", in(caller, project).with("traces", some));
          });
      events.publish(new Change(Change.Entity.TRACE, project, some));
    }
  }

  /**
   * How much went.
   *
   * @param traces as they were listed
   * @param spans the same, those without a trace too
   */
  public record Removed(long traces, long spans) {
    /** Both together. */
    public Removed plus(Removed other) {
      return new Removed(traces + other.traces, spans + other.spans);
    }
  }

  /**
   * Deletes the traces of a project whose ids are in a range, as {@link #traces} does, and spans
   * that name traces of the range which are not there.
   *
   * @param to exclusive
   */
  public Removed range(Caller caller, UUID project, UUID from, UUID to) {
    Statement values = in(caller, project).with("from", from).with("to", to);
    String range = "%1$s >= {from:Id} AND %1$s < {to:Id}";
    Removed removed =
        new Removed(
            count("traces", inProject(range, "id"), values),
            count("spans", inProject(range, "trace_id"), values));
    if (removed.traces + removed.spans > 0) {
      deletions.run(
          row -> row.projectId().equals(project) && isIn(from, row.traceId(), to),
          () -> {
            deleteFiles(caller, project, inProject(range, "id"), values);
            deleteTraces(range, values);
          });
      events.refresh(project);
    }
    return removed;
  }

  private void deleteFiles(Caller caller, UUID project, String where, Statement values) {
    List<UUID> some = new ArrayList<>();
    analytics.stream(
        values.text(
            """
            SELECT DISTINCT id
            FROM traces
            WHERE %s
            """
                .formatted(where)),
        RowBinaryReader::id,
        id -> {
          some.add(id);
          if (some.size() == TRACES_AT_ONCE) {
            attachments.deleteOfTraces(caller, project, some);
            some.clear();
          }
          return true;
        });
    if (!some.isEmpty()) {
      attachments.deleteOfTraces(caller, project, some);
    }
  }

  private long count(String table, String where, Statement values) {
    return analytics
        .query(
            values.text(
                """
                SELECT count()
                FROM %s FINAL
                WHERE %s
                """
                    .formatted(table, where)),
            RowBinaryReader::int64)
        .getFirst();
  }

  private static boolean isIn(UUID from, UUID id, UUID to) {
    return TimeOrderedIds.AS_STORED.compare(from, id) <= 0
        && TimeOrderedIds.AS_STORED.compare(id, to) < 0;
  }

  /** Deletes what was said of entities, and leaves the entities themselves. */
  public void attached(Caller caller, UUID project, EntityType type, Collection<UUID> ids) {
    String where =
        IN_PROJECT
            + """
              AND entity_type = {type:UInt8}
              AND entity_id IN {ids:Ids}
            """;
    for (String table : ATTACHED) {
      deleteWhatIsThere(
          table, where, in(caller, project).with("type", type.code()).with("ids", ids));
    }
  }

  /** Deletes everything that was written into projects. */
  @Override
  public void delete(Caller caller, Collection<UUID> projects) {
    String where =
        """
        workspace_id = {workspace:Id} AND project_id IN {projects:Ids}
        """;
    Statement values =
        Statement.of("").with("workspace", caller.workspaceId()).with("projects", projects);
    deletions.ofProjects(
        projects,
        () -> {
          attachments.delete(caller, projects);
          for (List<String> tables : List.of(ATTACHED, ROOTS)) {
            for (String table : tables) {
              deleteWhatIsThere(table, where, values);
            }
          }
        });
  }

  /**
   * Deletes the rows of traces, but not their files.
   *
   * @param which a condition, of which the name of the column is left to be filled in
   * @param values a statement of no text
   */
  private void deleteTraces(String which, Statement values) {
    String ofTraces = inProject(which, "trace_id");
    String ofBoth =
        IN_PROJECT
            + """
              AND (entity_type = 1 AND %s
                OR entity_type = 2 AND entity_id IN (SELECT id FROM spans WHERE %s))
            """
                .formatted(which.formatted("entity_id"), ofTraces);
    for (String table : ATTACHED) {
      deleteWhatIsThere(table, ofBoth, values);
    }
    deleteWhatIsThere("spans", ofTraces, values);
    deleteWhatIsThere("traces", inProject(which, "id"), values);
  }

  private static String inProject(String which, String column) {
    return IN_PROJECT + "AND " + which.formatted(column);
  }

  /**
   * To look first costs a fifth of a delete that finds nothing.
   *
   * @param values a statement of no text
   */
  private void deleteWhatIsThere(String table, String where, Statement values) {
    String look =
        """
        SELECT toUInt8(1)
        FROM %s
        WHERE %s
        LIMIT 1
        """
            .formatted(table, where);
    if (!analytics.query(values.text(look), RowBinaryReader::uint8).isEmpty()) {
      analytics.delete(
          values.text(
              """
              DELETE FROM %s
              WHERE %s
              """
                  .formatted(table, where)));
    }
  }

  private static Statement in(Caller caller, UUID project) {
    return Statement.of("").with("workspace", caller.workspaceId()).with("project", project);
  }
}
