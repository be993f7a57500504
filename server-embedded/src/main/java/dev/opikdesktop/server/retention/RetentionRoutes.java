package dev.opikdesktop.server.retention;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.Locations;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.PageWriter;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Retention rules over HTTP, and {@code POST /v1/private/opik-desktop/clean-up}, which does at once
 * what is done every hour and answers {@code {removed: [{project_id, traces, spans}], bytes_before,
 * bytes_after}}. {@code POST …/clean-up/preview} answers {@code {traces: [{project_id, traces}]}}
 * that the rules call too old now; with a rule as its body as if that one were made.
 */
public final class RetentionRoutes implements HttpService {
  private final RetentionService rules;
  private final CleanUp cleanUp;

  public RetentionRoutes(RetentionService rules, CleanUp cleanUp) {
    this.rules = rules;
    this.cleanUp = cleanUp;
  }

  @Override
  public void routing(HttpRules routes) {
    routes
        .post("/v1/private/retention/rules", this::create)
        .get("/v1/private/retention/rules", this::list)
        .get("/v1/private/retention/rules/{ruleId}", this::get)
        .delete("/v1/private/retention/rules/{ruleId}", this::deactivate)
        .post(
            "/v1/private/opik-desktop/clean-up",
            (request, response) -> Responses.json(request, response, cleanUp.now()))
        .post("/v1/private/opik-desktop/clean-up/preview", this::preview);
  }

  private void preview(ServerRequest request, ServerResponse response) {
    RetentionRule draft =
        request.content().hasEntity()
            ? rules.of(
                Caller.of(request), Draft.readOne(request.content().inputStream(), new RuleDraft()))
            : null;
    Responses.json(request, response, (Object) Map.of("traces", cleanUp.doomed(draft)));
  }

  private void create(ServerRequest request, ServerResponse response) {
    RuleDraft.Write write = Draft.readOne(request.content().inputStream(), new RuleDraft());
    RetentionRule rule = rules.create(Caller.of(request), write);
    response.header(HeaderNames.LOCATION, Locations.of(request, rule.id()));
    Responses.json(request, response, Status.CREATED_201, rule);
  }

  private void list(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    PageRequest page = PageRequest.of(request);
    boolean withInactive = Parameters.of(request).flag("include_inactive", false);
    long total = rules.count(caller, withInactive);
    List<RetentionRule> content = rules.page(caller, withInactive, page);
    Responses.json(
        request,
        response,
        out ->
            PageWriter.write(out, page.page(), total, content, Json.MAPPER::writeValue, List.of()));
  }

  private void get(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("ruleId");
    Responses.json(request, response, rules.get(Caller.of(request), id));
  }

  private void deactivate(ServerRequest request, ServerResponse response) {
    rules.deactivate(Caller.of(request), Parameters.of(request).pathUuid("ruleId"));
    Responses.noContent(response);
  }
}
