package dev.opikdesktop.server.welcome;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;

/** The welcome wizard over HTTP. */
public final class WelcomeRoutes implements HttpService {
  private static final String PATH = "/v1/private/welcome-wizard";

  private final WelcomeService welcome;

  public WelcomeRoutes(WelcomeService welcome) {
    this.welcome = welcome;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get(PATH, this::get).post(PATH, this::submit);
  }

  private void get(ServerRequest request, ServerResponse response) {
    boolean completed = welcome.isCompleted(Caller.of(request));
    Responses.json(request, response, Map.of("completed", completed));
  }

  private void submit(ServerRequest request, ServerResponse response) {
    Submission submission = Draft.readOne(request.content().inputStream(), new SubmissionDraft());
    welcome.submit(Caller.of(request), submission);
    Responses.noContent(response);
  }
}
