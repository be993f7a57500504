package dev.opikdesktop.server.projects;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.BatchIds;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.PageWriter;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.json.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Projects over HTTP. */
public final class ProjectRoutes implements HttpService {
  private static final int LONGEST_DESCRIPTION = 255;

  private static final List<String> SORTABLE =
      List.of(
          "id",
          "name",
          "description",
          "created_at",
          "last_updated_at",
          "created_by",
          "last_updated_by",
          "last_updated_trace_at");

  private final ProjectService projects;
  private final ProjectDeletion deletion;
  private final ProjectExtra statistics;

  /**
   * Serves projects.
   *
   * @param statistics shown with a project on request
   */
  public ProjectRoutes(ProjectService projects, ProjectDeletion deletion, ProjectExtra statistics) {
    this.projects = projects;
    this.deletion = deletion;
    this.statistics = statistics;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/v1/private/projects", this::create)
        .get("/v1/private/projects", this::list)
        .post("/v1/private/projects/retrieve", this::retrieve)
        .post("/v1/private/projects/delete", this::deleteAll)
        .get("/v1/private/projects/{id}", this::get)
        .patch("/v1/private/projects/{id}", this::update)
        .delete("/v1/private/projects/{id}", this::delete);
  }

  /** What a body may say. */
  private static final class Body {
    private @Nullable String name;
    private @Nullable String visibility;
    private @Nullable String description;
    private boolean includeStats;

    static Body read(ServerRequest request) {
      Body body = new Body();
      try (FieldReader in = new FieldReader(request.content().inputStream())) {
        in.body(
            field -> {
              switch (field) {
                case "name" -> body.name = in.text();
                case "visibility" -> body.visibility = visibility(in.text());
                case "description" -> body.description = in.text();
                case "include_stats" -> body.includeStats = in.flag();
                default -> in.skip();
              }
            });
      }
      return body;
    }

    private static @Nullable String visibility(@Nullable String word) {
      if (word == null || Set.of("private", "public").contains(word)) {
        return word;
      }
      throw ApiException.malformedJson("visibility must be private or public");
    }
  }

  private void create(ServerRequest request, ServerResponse response) {
    Body body = Body.read(request);
    new Validation()
        .notBlank("name", body.name)
        .longestText("name", body.name, ProjectService.LONGEST_NAME)
        .longestText("description", body.description, LONGEST_DESCRIPTION)
        .check();
    String name = body.name == null ? "" : body.name;
    Responses.created(
        request,
        response,
        projects.create(Caller.of(request), name, body.visibility, body.description));
  }

  private void get(ServerRequest request, ServerResponse response) {
    Responses.json(
        request, response, projects.get(Caller.of(request), Parameters.of(request).pathUuid("id")));
  }

  private void update(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("id");
    Body body = Body.read(request);
    new Validation()
        .nullOrNotBlank("name", body.name)
        .longestText("name", body.name, ProjectService.LONGEST_NAME)
        .longestText("description", body.description, LONGEST_DESCRIPTION)
        .check();
    projects.update(
        Caller.of(request), id, new ProjectUpdate(body.name, body.visibility, body.description));
    Responses.noContent(response);
  }

  private void delete(ServerRequest request, ServerResponse response) {
    deletion.delete(Caller.of(request), List.of(Parameters.of(request).pathUuid("id")));
    Responses.noContent(response);
  }

  private void deleteAll(ServerRequest request, ServerResponse response) {
    deletion.delete(Caller.of(request), BatchIds.read(request.content().inputStream()));
    Responses.noContent(response);
  }

  private void retrieve(ServerRequest request, ServerResponse response) {
    Body body = Body.read(request);
    new Validation().notBlank("name", body.name).check();
    String name = body.name == null ? "" : body.name;
    Caller caller = Caller.of(request);
    Project project = projects.find(caller, name);
    ObjectNode shown = Json.MAPPER.valueToTree(project);
    if (body.includeStats) {
      shown.setAll(statistics.of(caller, project.id()));
    }
    Responses.json(request, response, shown);
  }

  private void list(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    PageRequest page = PageRequest.of(request);
    String part = parameters.text("name").orElse("");
    String order = ProjectSorting.of(parameters);
    long total = projects.count(caller, part);
    List<Project> content = projects.page(caller, part, order, page);
    Responses.json(
        request,
        response,
        out ->
            PageWriter.write(out, page.page(), total, content, Json.MAPPER::writeValue, SORTABLE));
  }
}
