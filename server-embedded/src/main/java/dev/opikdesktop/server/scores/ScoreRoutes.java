package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.UUID;

/**
 * Scores of traces and spans over HTTP. Paths with an id would take the word threads for one:
 * routes of threads come before these.
 */
public final class ScoreRoutes implements HttpService {
  private static final String TRACES = "/v1/private/traces";
  private static final String SPANS = "/v1/private/spans";

  private final ScoreService scores;

  public ScoreRoutes(ScoreService scores) {
    this.scores = scores;
  }

  @Override
  public void routing(HttpRules rules) {
    routing(rules, TRACES, EntityType.TRACE);
    routing(rules, SPANS, EntityType.SPAN);
  }

  private void routing(HttpRules rules, String entities, EntityType type) {
    rules
        .put(
            entities + "/feedback-scores",
            (request, response) -> writeBatch(request, response, type))
        .put(
            entities + "/{id}/feedback-scores",
            (request, response) -> writeOne(request, response, type))
        .post(
            entities + "/{id}/feedback-scores/delete",
            (request, response) -> delete(request, response, type));
  }

  private void writeBatch(ServerRequest request, ServerResponse response, EntityType type) {
    scores.writeBatch(
        Caller.of(request), type, ScoreJson.readBatch(request.content().inputStream()));
    Responses.noContent(response);
  }

  private void writeOne(ServerRequest request, ServerResponse response, EntityType type) {
    UUID entity = Parameters.of(request).pathUuid("id");
    ScoreWrite score = ScoreJson.readOne(request.content().inputStream());
    scores.writeOne(Caller.of(request), type, entity, score);
    Responses.noContent(response);
  }

  private void delete(ServerRequest request, ServerResponse response, EntityType type) {
    UUID entity = Parameters.of(request).pathUuid("id");
    ScoreDeletion which = ScoreJson.readDeletion(request.content().inputStream());
    scores.delete(Caller.of(request), type, entity, which);
    Responses.noContent(response);
  }
}
