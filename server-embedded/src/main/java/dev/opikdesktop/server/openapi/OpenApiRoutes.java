package dev.opikdesktop.server.openapi;

import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.http.ServedOperation;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code GET /openapi.json}: {@link OpenApiDocument}, made when it is first asked for. */
public final class OpenApiRoutes implements HttpService {
  private final Supplier<List<ServedOperation>> served;

  /** Made twice when two ask first, which harms nobody. */
  private volatile byte @Nullable [] document;

  /**
   * Routes to the description of these operations.
   *
   * @param served asked when the server listens
   */
  public OpenApiRoutes(Supplier<List<ServedOperation>> served) {
    this.served = served;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/openapi.json", this::document);
  }

  private void document(ServerRequest request, ServerResponse response) {
    byte[] bytes = document;
    if (bytes == null) {
      bytes = OpenApiDocument.of(served.get());
      document = bytes;
    }
    response.headers().set(HeaderValues.CONTENT_TYPE_JSON);
    Responses.bytes(request, response, Status.OK_200, bytes);
  }
}
