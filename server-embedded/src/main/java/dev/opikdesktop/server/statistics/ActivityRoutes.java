package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What happened in a project, and what its spans count, over HTTP (Opik contract 5.7). */
public final class ActivityRoutes implements HttpService {
  private static final int LONGEST_PAGE = 100;

  private final ActivityStore activities;
  private final TokenNames tokens;

  public ActivityRoutes(ActivityStore activities, TokenNames tokens) {
    this.activities = activities;
    this.tokens = tokens;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/v1/private/projects/{id}/activities", this::activities)
        .get("/v1/private/projects/{id}/token-usage/names", this::tokenNames);
  }

  private void activities(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    UUID project = Parameters.of(request).pathUuid("id");
    PageRequest page = PageRequest.of(request).atMost(LONGEST_PAGE);
    List<Activity> content = activities.page(caller, project, page);
    // Unlike in other lists, size is the one asked for.
    Responses.json(
        request,
        response,
        new Page(page.page(), page.size(), activities.count(caller, project), content));
  }

  private record Page(int page, int size, long total, List<Activity> content) {}

  private void tokenNames(ServerRequest request, ServerResponse response) {
    UUID project = Parameters.of(request).pathUuid("id");
    Responses.json(
        request, response, Map.of("names", tokens.of(Caller.of(request), List.of(project))));
  }
}
