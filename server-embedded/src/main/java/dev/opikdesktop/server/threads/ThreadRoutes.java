package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.attachments.Injection;
import dev.opikdesktop.server.attachments.PayloadFiles;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.FieldNames;
import dev.opikdesktop.server.http.Page;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.PageWriter;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.query.Sorting;
import dev.opikdesktop.server.query.Sorting.Sortable;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/**
 * Threads over HTTP. To be registered before the routes of traces, which take any word for an id.
 */
public final class ThreadRoutes implements HttpService {
  private static final Set<String> EXCLUDABLE =
      Set.of(
          "start_time",
          "end_time",
          "duration",
          "first_message",
          "last_message",
          "feedback_scores",
          "status",
          "number_of_messages",
          "total_estimated_cost",
          "usage",
          "comments",
          "tags",
          "created_at",
          "created_by",
          "last_updated_at",
          "last_updated_by",
          "environment",
          "annotation_queues");

  private static final List<String> SORTABLE =
      ThreadQueryFields.SORTABLE.stream().map(Sortable::name).toList();

  /** How many threads of a stream are read at once. */
  private static final int READ_AT_ONCE = 50;

  private final ThreadService threads;
  private final ThreadDeletion deletion;
  private final ProjectService projects;
  private final PayloadFiles files;

  public ThreadRoutes(
      ThreadService threads, ThreadDeletion deletion, ProjectService projects, PayloadFiles files) {
    this.threads = threads;
    this.files = files;
    this.deletion = deletion;
    this.projects = projects;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/v1/private/traces/threads", this::list)
        .post("/v1/private/traces/threads/retrieve", this::retrieve)
        .post("/v1/private/traces/threads/search", this::search)
        .put("/v1/private/traces/threads/open", this::open)
        .put("/v1/private/traces/threads/close", this::close)
        .post("/v1/private/traces/threads/delete", this::delete)
        .patch("/v1/private/traces/threads/batch", this::updateBatch)
        .patch("/v1/private/traces/threads/{threadModelId}", this::update);
  }

  private void list(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    PageRequest page = PageRequest.of(request);
    ThreadSelection wanted = ThreadSelection.of(caller, parameters, projects);
    Shape shape =
        new Shape(
            parameters.flag("truncate", false),
            parameters.flag("strip_attachments", false),
            FieldNames.excluded(parameters, EXCLUDABLE));
    ThreadPageQuery query =
        new ThreadPageQuery(
            wanted, page, Sorting.of(parameters, ThreadQueryFields.SORTABLE), shape);
    Page<TraceThread> found = threads.page(caller, query);
    Responses.json(
        request,
        response,
        out ->
            PageWriter.write(
                out,
                page.page(),
                found.total(),
                found.content(),
                (generator, thread) -> write(caller, generator, thread, shape),
                SORTABLE));
  }

  private void retrieve(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    ThreadNames names = ThreadNames.readOne(request.content().inputStream());
    Shape shape = new Shape(names.truncate(), false, Set.of());
    TraceThread thread =
        threads.get(caller, project(caller, names), names.threadIds().getFirst(), shape);
    Responses.json(request, response, out -> write(caller, out, thread, shape));
  }

  private void search(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    ThreadSearch search =
        Responses.readForRecords(request, response, in -> ThreadSearch.read(in, EXCLUDABLE));
    UUID project =
        projects.required(
            caller,
            Optional.ofNullable(search.projectId()),
            Optional.ofNullable(search.projectName()));
    ThreadSelection query = ThreadSelection.of(project, search.filters(), search.times());
    List<String> found =
        threads.newest(caller, query, Optional.ofNullable(search.after()), search.limit());
    Shape shape = new Shape(search.truncate(), search.stripAttachments(), search.exclude());
    Responses.records(
        request,
        response,
        records -> {
          for (int from = 0; from < found.size(); from += READ_AT_ONCE) {
            List<String> some = found.subList(from, Math.min(from + READ_AT_ONCE, found.size()));
            for (TraceThread thread : threads.read(caller, project, some, shape)) {
              records.write(out -> write(caller, out, thread, shape));
            }
            records.flush();
          }
        });
  }

  private void write(Caller caller, JsonGenerator out, TraceThread thread, Shape shape) {
    ThreadJson.write(
        out,
        thread,
        shape,
        trace ->
            shape.stripAttachments()
                ? Injection.NONE
                : files.injection(caller, thread.projectId(), EntityType.TRACE, trace));
  }

  private void open(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    ThreadNames names = ThreadNames.readOneOrMany(request.content().inputStream());
    UUID project = project(caller, names);
    List<String> unknown = threads.unknown(caller, project, names.threadIds());
    if (!names.single() && !unknown.isEmpty()) {
      throw ApiException.validation(
          "thread_ids must all be there: not found " + String.join(", ", unknown));
    }
    threads.open(caller, project, names.threadIds());
    Responses.noContent(response);
  }

  private void close(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    ThreadNames names = ThreadNames.readOneOrMany(request.content().inputStream());
    UUID project = project(caller, names);
    List<String> unknown = threads.unknown(caller, project, names.threadIds());
    if (!unknown.isEmpty()) {
      throw ApiException.notFound("Thread id: " + String.join(", ", unknown) + " not found");
    }
    threads.close(caller, project, names.threadIds());
    Responses.noContent(response);
  }

  private void delete(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    ThreadNames names = ThreadNames.readMany(request.content().inputStream());
    deletion.delete(caller, project(caller, names), names.threadIds());
    Responses.noContent(response);
  }

  private void update(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("threadModelId");
    ThreadUpdate update = ThreadUpdate.read(request.content().inputStream());
    threads.update(Caller.of(request), id, update);
    Responses.noContent(response);
  }

  private void updateBatch(ServerRequest request, ServerResponse response) {
    threads.updateAll(Caller.of(request), ThreadUpdate.readBatch(request.content().inputStream()));
    Responses.noContent(response);
  }

  private UUID project(Caller caller, ThreadNames names) {
    return projects.required(
        caller, Optional.ofNullable(names.projectId()), Optional.ofNullable(names.projectName()));
  }
}
