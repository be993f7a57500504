package dev.opikdesktop.server.system;

import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.system.Health.State;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;

/** {@code /is-alive/ping}, {@code /is-alive/ver} and {@code /health-check} (Opik contract 1.8). */
public final class HealthRoutes implements HttpService {
  /** The Opik release whose contract is served. */
  public static final String CONTRACT_VERSION = "2.1.24";

  private final Health health;

  public HealthRoutes(Health health) {
    this.health = health;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/is-alive/ping", this::ping)
        .get("/is-alive/ver", HealthRoutes::version)
        .get("/health-check", this::healthCheck);
  }

  private void ping(ServerRequest request, ServerResponse response) {
    List<String> down =
        health.states().stream().filter(state -> !state.healthy()).map(State::name).toList();
    String message =
        down.isEmpty() ? "Healthy Server" : "Not available: " + String.join(", ", down);
    Responses.json(
        request,
        response,
        down.isEmpty() ? Status.OK_200 : Status.INTERNAL_SERVER_ERROR_500,
        generator -> {
          generator.writeStartObject();
          generator.writeStringProperty("message", message);
          generator.writeBooleanProperty("healthy", down.isEmpty());
          generator.writeEndObject();
        });
  }

  private static void version(ServerRequest request, ServerResponse response) {
    Responses.json(request, response, Map.of("version", CONTRACT_VERSION));
  }

  /**
   * One entry a store, as Dropwizard shows them. {@code name} picks some ("all" and nothing: all);
   * {@code type=alive} asks about this process, which is alive while it answers.
   */
  private void healthCheck(ServerRequest request, ServerResponse response) {
    List<String> names = request.query().all("name", List::of);
    boolean all = names.isEmpty() || names.contains("all");
    List<State> states =
        health.states().stream().filter(state -> all || names.contains(state.name())).toList();
    boolean alive = request.query().first("type").orElse("ready").equalsIgnoreCase("alive");
    boolean fine = alive || states.stream().allMatch(State::healthy);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Responses.json(
        request,
        response,
        fine ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503,
        generator -> {
          generator.writeStartArray();
          for (State state : states) {
            generator.writeStartObject();
            generator.writeStringProperty("name", state.name());
            generator.writeBooleanProperty("healthy", state.healthy());
            generator.writeStringProperty("type", "READY");
            generator.writeBooleanProperty("critical", true);
            generator.writeEndObject();
          }
          generator.writeEndArray();
        });
  }
}
