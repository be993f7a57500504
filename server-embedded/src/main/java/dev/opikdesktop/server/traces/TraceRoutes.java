package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.attachments.Injection;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.FieldNames;
import dev.opikdesktop.server.http.Page;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.PageWriter;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.query.SearchBody;
import dev.opikdesktop.server.query.Sorting;
import dev.opikdesktop.server.query.Sorting.Sortable;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Traces over HTTP. */
public final class TraceRoutes implements HttpService {
  private static final Set<String> EXCLUDABLE =
      Set.of(
          "name",
          "start_time",
          "end_time",
          "input",
          "output",
          "metadata",
          "tags",
          "error_info",
          "usage",
          "created_at",
          "created_by",
          "last_updated_by",
          "feedback_scores",
          "span_feedback_scores",
          "comments",
          "guardrails_validations",
          "total_estimated_cost",
          "span_count",
          "llm_span_count",
          "has_tool_spans",
          "duration",
          "ttft",
          "thread_id",
          "visibility_mode",
          "providers",
          "experiment",
          "source",
          "environment",
          "annotation_queues");

  private static final String STRIP_ATTACHMENTS = "strip_attachments";

  private static final List<String> SORTABLE =
      TraceQueryFields.SORTABLE.stream().map(Sortable::name).toList();

  private final TraceService traces;
  private final ProjectService projects;

  public TraceRoutes(TraceService traces, ProjectService projects) {
    this.traces = traces;
    this.projects = projects;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/v1/private/traces", this::create)
        .post("/v1/private/traces/batch", this::createBatch)
        .patch("/v1/private/traces/batch", this::updateBatch)
        .get("/v1/private/traces", this::list)
        .post("/v1/private/traces/search", this::search)
        .get("/v1/private/traces/exists", this::exists)
        .get("/v1/private/traces/{id}", this::get)
        .patch("/v1/private/traces/{id}", this::update)
        .delete("/v1/private/traces/{id}", this::delete)
        .post("/v1/private/traces/delete", this::deleteAll);
  }

  private void create(ServerRequest request, ServerResponse response) {
    TraceWrite write = TraceJson.readOne(request.content().inputStream());
    Responses.created(request, response, traces.create(Caller.of(request), write));
  }

  private void createBatch(ServerRequest request, ServerResponse response) {
    traces.upsert(Caller.of(request), TraceJson.readBatch(request.content().inputStream()));
    Responses.noContent(response);
  }

  private void update(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("id");
    TraceUpdate update = TraceJson.readUpdate(request.content().inputStream());
    traces.update(Caller.of(request), id, update);
    Responses.noContent(response);
  }

  private void updateBatch(ServerRequest request, ServerResponse response) {
    traces.updateAll(
        Caller.of(request), TraceJson.readBatchUpdate(request.content().inputStream()));
    Responses.noContent(response);
  }

  private void delete(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("id");
    traces.delete(Caller.of(request), Optional.empty(), List.of(id));
    Responses.noContent(response);
  }

  private void deleteAll(ServerRequest request, ServerResponse response) {
    TraceBatchDelete batch = TraceBatchDelete.read(request.content().inputStream());
    traces.delete(Caller.of(request), Optional.ofNullable(batch.projectId()), batch.ids());
    Responses.noContent(response);
  }

  private void get(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    Trace trace = traces.get(caller, parameters.pathUuid("id"));
    Injection files = files(caller, trace, parameters.flag(STRIP_ATTACHMENTS, false));
    Responses.json(request, response, out -> TraceJson.write(out, trace, Set.of(), files));
  }

  private Injection files(Caller caller, Trace trace, boolean strip) {
    return strip ? Injection.NONE : traces.files(caller, trace);
  }

  private void search(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    SearchBody body =
        Responses.readForRecords(
            request, response, in -> SearchBody.read(in, TraceQueryFields.FILTERED, EXCLUDABLE));
    Responses.records(
        request,
        response,
        traces.search(caller, body),
        (out, trace) ->
            TraceJson.write(
                out, trace, body.exclude(), files(caller, trace, body.stripAttachments())));
  }

  private void exists(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    UUID project =
        projects.required(caller, parameters.uuid("project_id"), parameters.text("project_name"));
    boolean exists =
        traces.exists(
            caller, project, Source.asked(parameters), parameters.flag("thread_only", false));
    Responses.json(request, response, Map.of("exists", exists));
  }

  private void list(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    PageRequest page = PageRequest.of(request);
    TracePageQuery query =
        new TracePageQuery(
            TraceSelection.of(caller, parameters, projects),
            page,
            Sorting.of(parameters, TraceQueryFields.SORTABLE),
            parameters.flag("truncate", false),
            FieldNames.excluded(parameters, EXCLUDABLE));
    boolean strip = parameters.flag(STRIP_ATTACHMENTS, false);
    Page<Trace> found = traces.page(caller, query);
    Responses.json(
        request,
        response,
        out ->
            PageWriter.write(
                out,
                page.page(),
                found.total(),
                found.content(),
                (generator, trace) ->
                    TraceJson.write(generator, trace, query.exclude(), files(caller, trace, strip)),
                SORTABLE));
  }
}
