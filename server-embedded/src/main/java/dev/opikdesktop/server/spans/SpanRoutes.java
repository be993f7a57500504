package dev.opikdesktop.server.spans;

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
import dev.opikdesktop.server.traces.Source;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Spans over HTTP. */
public final class SpanRoutes implements HttpService {
  private static final Set<String> EXCLUDABLE =
      Set.of(
          "name",
          "type",
          "start_time",
          "end_time",
          "input",
          "output",
          "metadata",
          "model",
          "provider",
          "tags",
          "usage",
          "error_info",
          "created_at",
          "created_by",
          "last_updated_by",
          "feedback_scores",
          "comments",
          "total_estimated_cost",
          "total_estimated_cost_version",
          "duration",
          "ttft",
          "source",
          "environment");

  private static final String STRIP_ATTACHMENTS = "strip_attachments";

  private static final List<String> SORTABLE =
      SpanQueryFields.SORTABLE.stream().map(Sortable::name).toList();

  private final SpanService spans;
  private final ProjectService projects;

  public SpanRoutes(SpanService spans, ProjectService projects) {
    this.spans = spans;
    this.projects = projects;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/v1/private/spans", this::create)
        .post("/v1/private/spans/batch", this::createBatch)
        .patch("/v1/private/spans/batch", this::updateBatch)
        .get("/v1/private/spans", this::list)
        .post("/v1/private/spans/search", this::search)
        .get("/v1/private/spans/exists", this::exists)
        .get("/v1/private/spans/{id}", this::get)
        .patch("/v1/private/spans/{id}", this::update)
        .delete("/v1/private/spans/{id}", SpanRoutes::delete);
  }

  private void create(ServerRequest request, ServerResponse response) {
    SpanWrite write = SpanJson.readOne(request.content().inputStream());
    Responses.created(request, response, spans.create(Caller.of(request), write));
  }

  private void createBatch(ServerRequest request, ServerResponse response) {
    spans.upsert(Caller.of(request), SpanJson.readBatch(request.content().inputStream()));
    Responses.noContent(response);
  }

  private void update(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("id");
    SpanUpdate update = SpanJson.readUpdate(request.content().inputStream());
    spans.update(Caller.of(request), id, update);
    Responses.noContent(response);
  }

  private void updateBatch(ServerRequest request, ServerResponse response) {
    spans.updateAll(Caller.of(request), SpanJson.readBatchUpdate(request.content().inputStream()));
    Responses.noContent(response);
  }

  private void get(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    Span span = spans.get(caller, parameters.pathUuid("id"));
    String project = projects.name(caller, span.projectId()).orElse("");
    Injection files = files(caller, span, parameters.flag(STRIP_ATTACHMENTS, false));
    Responses.json(request, response, out -> SpanJson.write(out, span, project, Set.of(), files));
  }

  private Injection files(Caller caller, Span span, boolean strip) {
    return strip ? Injection.NONE : spans.files(caller, span);
  }

  private void search(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    SearchBody body =
        Responses.readForRecords(
            request, response, in -> SearchBody.read(in, SpanQueryFields.FILTERED, EXCLUDABLE));
    Responses.records(
        request,
        response,
        spans.search(caller, body),
        (out, span) ->
            SpanJson.write(
                out, span, body.exclude(), files(caller, span, body.stripAttachments())));
  }

  private void exists(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    UUID project =
        projects.required(caller, parameters.uuid("project_id"), parameters.text("project_name"));
    boolean exists = spans.exists(caller, project, Source.asked(parameters));
    Responses.json(request, response, Map.of("exists", exists));
  }

  private void list(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    PageRequest page = PageRequest.of(request);
    SpanPageQuery query =
        new SpanPageQuery(
            SpanSelection.of(caller, parameters, projects),
            page,
            Sorting.of(parameters, SpanQueryFields.SORTABLE),
            parameters.flag("truncate", false),
            FieldNames.excluded(parameters, EXCLUDABLE));
    boolean strip = parameters.flag(STRIP_ATTACHMENTS, false);
    Page<Span> found = spans.page(caller, query);
    Responses.json(
        request,
        response,
        out ->
            PageWriter.write(
                out,
                page.page(),
                found.total(),
                found.content(),
                (generator, span) ->
                    SpanJson.write(generator, span, query.exclude(), files(caller, span, strip)),
                SORTABLE));
  }

  /**
   * Spans are deleted with their trace; the original says that there is no such operation in this
   * way, without a body (Opik contract 2.12).
   */
  private static void delete(ServerRequest request, ServerResponse response) {
    response.status(Status.NOT_IMPLEMENTED_501);
    response.send();
  }
}
