package dev.opikdesktop.server.http;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.storage.StorageException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** Routes that show one behaviour each, and a server of them. */
final class ExampleRoutes implements HttpService {
  static final UUID ID = UUID.fromString("0190babc-62a0-71d2-832a-0feffa4676eb");

  /** Open until a client has left in the middle of an answer. */
  static final CountDownLatch LEFT = new CountDownLatch(1);

  /** Serves them on free ports. */
  static HttpServer serve() {
    return HttpServer.builder()
        .port(0)
        .otlpHttpPort(OptionalInt.of(0))
        .allowedHosts(Set.of("traces.example.org"))
        .maxRequestSize(400L << 20)
        .api(List.of(new ExampleRoutes()))
        .otlp(rules -> rules.post("/v1/traces", (req, res) -> res.send()))
        .start();
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/v1/private/things", ExampleRoutes::list)
        .post("/v1/private/things", (req, res) -> Responses.created(req, res, ID))
        .get("/v1/private/things/{id}", ExampleRoutes::one)
        .post("/v1/private/echo", ExampleRoutes::echo)
        .post("/v1/private/count", ExampleRoutes::count)
        .post("/v1/private/leaving", ExampleRoutes::leaving)
        .post("/v1/private/ignore", (req, res) -> Responses.noContent(res))
        .get("/v1/private/big", ExampleRoutes::big)
        .get("/v1/private/records", ExampleRoutes::records)
        .get("/v1/private/unavailable", ExampleRoutes::unavailable)
        .get("/v1/private/defect", ExampleRoutes::defect)
        .get("/v1/private/breaks", ExampleRoutes::breaks)
        .get("/v1/private/instant", ExampleRoutes::instant)
        .get("/v1/private/query", ExampleRoutes::query)
        .get("/plain", (req, res) -> res.send("plain"));
  }

  private static void list(ServerRequest req, ServerResponse res) {
    PageRequest page = PageRequest.of(req);
    Responses.json(
        req,
        res,
        generator ->
            PageWriter.write(
                generator,
                page.page(),
                7,
                List.of("a", "b"),
                (g, each) -> g.writeString(each),
                List.of("name")));
  }

  private static void one(ServerRequest req, ServerResponse res) {
    throw ApiException.notFound("Thing", Parameters.of(req).pathUuid("id"));
  }

  private static void echo(ServerRequest req, ServerResponse res) {
    Map<?, ?> body = Json.MAPPER.readValue(req.content().inputStream(), Map.class);
    Responses.json(req, res, body);
  }

  private static void count(ServerRequest req, ServerResponse res) throws IOException {
    long count = 0;
    byte[] buffer = new byte[65536];
    try (InputStream in = req.content().inputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        count += n;
      }
    }
    Responses.json(req, res, Map.of("count", count));
  }

  private static void leaving(ServerRequest req, ServerResponse res) throws IOException {
    try {
      count(req, res);
    } finally {
      LEFT.countDown();
    }
  }

  private static void big(ServerRequest req, ServerResponse res) {
    int count = Parameters.of(req).integer("count", 1);
    Responses.json(
        req,
        res,
        generator -> {
          generator.writeStartArray();
          for (int i = 0; i < count; i++) {
            generator.writeString("entry number " + i);
          }
          generator.writeEndArray();
        });
  }

  private static void records(ServerRequest req, ServerResponse res) {
    Responses.records(
        req,
        res,
        out -> {
          out.write(g -> Json.MAPPER.writeValue(g, Map.of("n", 1)));
          out.write(g -> Json.MAPPER.writeValue(g, Map.of("n", 2)));
        });
  }

  private static void unavailable(ServerRequest req, ServerResponse res) {
    throw new StorageException(StorageException.Kind.UNAVAILABLE, "the engine restarts");
  }

  private static void defect(ServerRequest req, ServerResponse res) {
    throw new IllegalStateException("a secret detail");
  }

  private static void breaks(ServerRequest req, ServerResponse res) {
    Responses.json(
        req,
        res,
        generator -> {
          generator.writeStartArray();
          for (int i = 0; i < 100_000; i++) {
            generator.writeString("entry number " + i);
          }
          throw new IllegalStateException("half way");
        });
  }

  private static void query(ServerRequest req, ServerResponse res) {
    Responses.json(req, res, Map.of("q", Parameters.of(req).text("q").orElse("")));
  }

  private static void instant(ServerRequest req, ServerResponse res) {
    Responses.json(
        req, res, Map.of("at", Parameters.of(req).instant("at").orElseThrow().toString()));
  }
}
