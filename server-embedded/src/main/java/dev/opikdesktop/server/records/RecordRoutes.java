package dev.opikdesktop.server.records;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.projects.ProjectService;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * {@code /v1/private/opik-desktop/projects/{id}/records}: GET answers how many records of each kind
 * a project has. {@code /{kind}}: GET streams those of one kind, each as {@code {"cursor",
 * "record"}}, PUT writes some.
 */
public final class RecordRoutes implements HttpService {
  private static final String PATH = "/v1/private/opik-desktop/projects/{id}/records";
  private static final int DEFAULT_LIMIT = 10_000;
  private static final int MOST = 50_000;

  private final ProjectService projects;
  private final Map<String, ProjectRecords> kinds = new LinkedHashMap<>();

  public RecordRoutes(ProjectService projects, List<ProjectRecords> kinds) {
    this.projects = projects;
    kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get(PATH, this::count)
        .get(PATH + "/{kind}", this::read)
        .put(PATH + "/{kind}", this::write);
  }

  private void count(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    UUID project = project(caller, request);
    Map<String, Long> counts = new LinkedHashMap<>();
    kinds.forEach((kind, records) -> counts.put(kind, records.count(caller, project)));
    Responses.json(request, response, counts);
  }

  private void read(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    ProjectRecords records = kind(request);
    UUID project = project(caller, request);
    Cursor after = parameters.text("after").map(Cursor::parse).orElse(null);
    int limit = parameters.integer("limit", DEFAULT_LIMIT);
    if (limit < 1 || limit > MOST) {
      throw ApiException.badQuery("limit", "not between 1 and " + MOST);
    }
    Responses.records(
        request,
        response,
        out ->
            records.read(
                caller,
                project,
                after,
                limit,
                (key, record) ->
                    out.write(
                        generator -> {
                          generator.writeStartObject();
                          generator.writeStringProperty("cursor", key.text());
                          generator.writeName("record");
                          record.write(generator);
                          generator.writeEndObject();
                        })));
  }

  private void write(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    ProjectRecords records = kind(request);
    records.write(caller, project(caller, request), request.content().inputStream());
    Responses.noContent(response);
  }

  private UUID project(Caller caller, ServerRequest request) {
    UUID id = Parameters.of(request).pathUuid("id");
    if (projects.name(caller, id).isEmpty()) {
      throw ApiException.notFound("Project", id);
    }
    return id;
  }

  private ProjectRecords kind(ServerRequest request) {
    String word = request.path().pathParameters().get("kind");
    ProjectRecords records = kinds.get(word);
    if (records == null) {
      throw ApiException.notFound(
          "There are no records of the kind '%s'; there are %s"
              .formatted(word, String.join(", ", kinds.keySet())));
    }
    return records;
  }
}
