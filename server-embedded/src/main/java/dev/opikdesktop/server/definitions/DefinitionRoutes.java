package dev.opikdesktop.server.definitions;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.BatchIds;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.PageWriter;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.json.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/** Feedback definitions over HTTP. */
public final class DefinitionRoutes implements HttpService {
  private final DefinitionService definitions;

  public DefinitionRoutes(DefinitionService definitions) {
    this.definitions = definitions;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/v1/private/feedback-definitions", this::create)
        .get("/v1/private/feedback-definitions", this::list)
        .post("/v1/private/feedback-definitions/delete", this::deleteAll)
        .get("/v1/private/feedback-definitions/{id}", this::get)
        .put("/v1/private/feedback-definitions/{id}", this::replace)
        .delete("/v1/private/feedback-definitions/{id}", this::delete);
  }

  private void create(ServerRequest request, ServerResponse response) {
    DefinitionDraft.Write write =
        Draft.readOne(request.content().inputStream(), new DefinitionDraft());
    Responses.created(request, response, definitions.create(Caller.of(request), write));
  }

  private void replace(ServerRequest request, ServerResponse response) {
    var id = Parameters.of(request).pathUuid("id");
    DefinitionDraft.Write write =
        Draft.readOne(request.content().inputStream(), new DefinitionDraft());
    definitions.replace(Caller.of(request), id, write);
    Responses.noContent(response);
  }

  private void get(ServerRequest request, ServerResponse response) {
    Responses.json(
        request,
        response,
        definitions.get(Caller.of(request), Parameters.of(request).pathUuid("id")));
  }

  private void delete(ServerRequest request, ServerResponse response) {
    definitions.delete(Caller.of(request), List.of(Parameters.of(request).pathUuid("id")));
    Responses.noContent(response);
  }

  private void deleteAll(ServerRequest request, ServerResponse response) {
    definitions.delete(Caller.of(request), BatchIds.read(request.content().inputStream()));
    Responses.noContent(response);
  }

  private void list(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    PageRequest page = PageRequest.of(request);
    String part = parameters.text("name").orElse("");
    Optional<FeedbackType> type = parameters.text("type").map(DefinitionRoutes::type);
    long total = definitions.count(caller, part, type);
    List<FeedbackDefinition> content = definitions.page(caller, part, type, page);
    Responses.json(
        request,
        response,
        out ->
            PageWriter.write(out, page.page(), total, content, Json.MAPPER::writeValue, List.of()));
  }

  private static FeedbackType type(String word) {
    return FeedbackType.ofWord(word)
        .orElseThrow(() -> ApiException.badQuery("type", "there is no type '" + word + "'"));
  }
}
