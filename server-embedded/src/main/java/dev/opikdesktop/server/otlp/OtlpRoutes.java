package dev.opikdesktop.server.otlp;

import com.google.protobuf.Message;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * OTLP over HTTP: {@code POST v1/traces}, and {@code v1/logs} and {@code v1/metrics}, which are
 * answered with the word that they are not stored, so that an exporter of all three keeps working.
 * Registered at the root of the OTLP port and under {@code /v1/private/otel} of the API.
 */
public final class OtlpRoutes implements HttpService {
  private static final HeaderName PROJECT = HeaderNames.create("projectName");

  private final String prefix;
  private final OtlpExports exports;

  /**
   * @param prefix what stands before {@code /v1/traces}, without a slash at its end
   */
  public OtlpRoutes(String prefix, OtlpIntake intake) {
    this.prefix = prefix;
    this.exports = new OtlpExports(intake);
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post(prefix + "/v1/traces", handler(exports::traces))
        .post(prefix + "/v1/logs", handler(OtlpExports::logs))
        .post(prefix + "/v1/metrics", handler(OtlpExports::metrics));
  }

  private static Handler handler(OtlpExports.Signal signal) {
    return (request, response) -> answer(signal, request, response);
  }

  private static void answer(
      OtlpExports.Signal signal, ServerRequest request, ServerResponse response) {
    Wire wire = Wire.of(request);
    Partial partial;
    try {
      partial =
          signal.take(
              new OtlpExports.Export(
                  Caller.of(request), project(request), into -> read(request, wire, into)));
    } catch (ApiException e) {
      wire.fail(request, response, e.status(), String.valueOf(e.getMessage()));
      return;
    }
    wire.answer(request, response, partial);
  }

  private static void read(ServerRequest request, Wire wire, Message.Builder into) {
    if (!request.content().hasEntity() || !wire.read(request.content().inputStream(), into)) {
      throw ApiException.badRequest("The body is empty");
    }
  }

  private static @Nullable String project(ServerRequest request) {
    return request
        .headers()
        .first(PROJECT)
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .orElse(null);
  }
}
