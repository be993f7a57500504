package dev.opikdesktop.server.assistant;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Responses;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The assistant's state over HTTP. */
public final class AssistantStateRoutes implements HttpService {
  private static final String PATH = "/v1/private/ollie/state";

  private final AssistantStateService states;

  public AssistantStateRoutes(AssistantStateService states) {
    this.states = states;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get(PATH, this::get).put(PATH, this::put).delete(PATH, this::delete);
  }

  private void get(ServerRequest request, ServerResponse response) {
    byte[] state = states.get(Caller.of(request));
    response.header(HeaderNames.CONTENT_TYPE, AssistantStateService.GZIP);
    response.send(state);
  }

  private void put(ServerRequest request, ServerResponse response) {
    states.put(Caller.of(request), request.content().inputStream());
    Responses.noContent(response);
  }

  private void delete(ServerRequest request, ServerResponse response) {
    states.delete(Caller.of(request));
    Responses.noContent(response);
  }
}
