package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.json.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** The names that scores have, over HTTP. */
public final class ScoreNameRoutes implements HttpService {
  private static final String PROJECT_ID = "project_id";
  private static final String PROJECT_IDS = "project_ids";

  private final ScoreService scores;
  private final Map<String, Integer> spanTypes;

  /**
   * @param spanTypes the types of spans that one can ask for, and the numbers stored for them
   */
  public ScoreNameRoutes(ScoreService scores, Map<String, Integer> spanTypes) {
    this.scores = scores;
    this.spanTypes = Map.copyOf(spanTypes);
  }

  /** One entry of the answer. */
  private record Name(String name) {}

  /** The answer. */
  private record Names(List<Name> scores) {}

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/v1/private/traces/feedback-scores/names", this::ofTraces)
        .get("/v1/private/spans/feedback-scores/names", this::ofSpans)
        .get("/v1/private/traces/threads/feedback-scores/names", this::ofThreads)
        .get("/v1/private/projects/feedback-scores/names", this::ofProjects);
  }

  private void ofTraces(ServerRequest request, ServerResponse response) {
    Optional<UUID> project = Parameters.of(request).uuid(PROJECT_ID);
    answer(request, response, scores.names(Caller.of(request), EntityType.TRACE, project));
  }

  private void ofThreads(ServerRequest request, ServerResponse response) {
    Optional<UUID> project = Parameters.of(request).uuid(PROJECT_ID);
    answer(request, response, scores.names(Caller.of(request), EntityType.THREAD, project));
  }

  private void ofSpans(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    Optional<UUID> project = parameters.uuid(PROJECT_ID);
    if (project.isEmpty()) {
      throw ApiException.badQuery(PROJECT_ID, "is required: whose spans?");
    }
    Optional<String> word = parameters.text("type");
    if (word.isEmpty()) {
      answer(request, response, scores.names(caller, EntityType.SPAN, project));
      return;
    }
    Integer type = spanTypes.get(word.get());
    if (type == null) {
      throw ApiException.unreadableParameter("type");
    }
    answer(request, response, scores.spanNames(caller, project.get(), type));
  }

  private void ofProjects(ServerRequest request, ServerResponse response) {
    Optional<String> text = Parameters.of(request).text(PROJECT_IDS);
    List<UUID> projects = text.map(ScoreNameRoutes::ids).orElse(null);
    answer(request, response, scores.projectNames(Caller.of(request), projects));
  }

  private static List<UUID> ids(String json) {
    try {
      List<@Nullable UUID> ids =
          Json.MAPPER.readValue(json, new TypeReference<List<@Nullable UUID>>() {});
      if (ids != null && ids.stream().allMatch(id -> id != null)) {
        return List.copyOf(ids);
      }
    } catch (JacksonException e) {
      // The end of this method says it.
    }
    throw ApiException.badQuery(PROJECT_IDS, "not a JSON array of UUIDs: " + json);
  }

  private static void answer(ServerRequest request, ServerResponse response, List<String> names) {
    Responses.json(request, response, new Names(names.stream().map(Name::new).toList()));
  }
}
