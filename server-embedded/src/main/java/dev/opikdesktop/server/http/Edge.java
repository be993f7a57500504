package dev.opikdesktop.server.http;

import dev.opikdesktop.storage.observation.Observation;
import io.helidon.common.uri.UriPath;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every request passes before its route: the guards against foreign pages, CORS, the prefix
 * {@code /api} and trailing slashes, the body's encoding, the workspace; and after it, the end of a
 * connection that the client wants to end.
 */
final class Edge implements Filter {
  private static final String PREFIX = "/api";
  private static final String EXPOSED =
      "Location, X-Opik-Deprecation, X-Opik-Actual-Model, X-Opik-Provider, Retry-After,"
          + " RateLimit-Reset";
  private static final String USUAL_HEADERS =
      "Content-Type, Content-Encoding, Authorization, Comet-Workspace, projectName,"
          + " X-OPIK-DEBUG-SDK-VERSION, X-OPIK-DEBUG-PY-VERSION, X-Opik-Client-Id, Comet-Sdk-Api,"
          + " comet-username, comet-react-ver, opikApiKey, Last-Event-ID";
  private static final Pattern HEADER_LIST =
      Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,2000}");
  private static final HeaderName ALLOW_PRIVATE_NETWORK =
      HeaderNames.create("Access-Control-Allow-Private-Network");

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** How far JSON usually inflates. */
  private static final long USUAL_RATIO = 8;

  /** How much of an unread body is taken in before the connection is closed. */
  private static final long DRAINED = 8L << 20;

  private final LocalGuard guard;
  private final long maxRequestSize;
  private final long maxJsonSize;
  private final BodyBudget bodies;
  private final RequestObserver observer;

  Edge(
      LocalGuard guard,
      long maxRequestSize,
      long maxJsonSize,
      BodyBudget bodies,
      RequestObserver observer) {
    this.guard = guard;
    this.maxRequestSize = maxRequestSize;
    this.maxJsonSize = maxJsonSize;
    this.bodies = bodies;
    this.observer = observer;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    long begun = System.nanoTime();
    Observation observation =
        observer.begun(name -> request.headers().first(HeaderNames.create(name)));
    try (RequestId id = RequestId.of(request)) {
      response.header(RequestId.HEADER, id.text());
      observation.with("opik_desktop.request.id", id.text());
      observation.during(() -> pass(chain, request, response));
    } finally {
      String method = request.prologue().method().text();
      observer.ended(
          observation,
          METHODS.contains(method) ? method : "OTHER",
          request.context().get(RouteTemplate.class).map(RouteTemplate::path).orElse("none"),
          response.status().code(),
          System.nanoTime() - begun);
    }
  }

  private void pass(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    boolean close = request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    try (BodyBudget.Lease lease = bodies.lease()) {
      if (admit(request, response, lease)) {
        chain.proceed();
      }
    } catch (RuntimeException e) {
      ErrorAnswers.answer(request, response, e);
    }
    if (close) {
      response.commit();
      // Helidon 4.5.0 answers "Connection: close" and then keeps the connection until it has been
      // idle long enough (helidon-io/helidon 12324), while the client waits for its end.
      if (!request.content().consumed()) {
        InflatedBody.drain(request.content().inputStream(), DRAINED);
      }
      throw new CloseConnectionException("The client asked for the end of the connection");
    }
  }

  /** Returns whether the request goes on to its route. */
  private boolean admit(RoutingRequest request, ServerResponse response, BodyBudget.Lease lease) {
    ServerRequestHeaders headers = request.headers();
    Optional<String> host = headers.first(HeaderNames.HOST);
    if (host.isPresent() && !guard.allowsHost(host.get())) {
      throw ApiException.coded(
          403,
          "This server answers only to local names, not to '" + host.get() + "'",
          "Add the name to server.allowed-hosts if it is yours");
    }
    Optional<String> origin = headers.first(HeaderNames.ORIGIN);
    if (origin.isPresent()) {
      if (!guard.allowsOrigin(origin.get())) {
        throw ApiException.coded(
            403,
            "Pages from '" + origin.get() + "' may not use this server",
            "Add its host to server.allowed-hosts if it is yours");
      }
      allowOrigin(response, origin.get());
      if (request.prologue().method().equals(Method.OPTIONS)
          && headers.contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD)) {
        preflight(request, response);
        return false;
      }
    }
    rewritePath(request);
    String encoding = headers.first(HeaderNames.CONTENT_ENCODING).orElse("");
    BodyLimit limit = BodyLimit.of(request, maxRequestSize, maxJsonSize);
    OptionalLong said = headers.contentLength();
    long length = said.orElse(0);
    if (length > limit.bytes()) {
      throw limit.exceeded();
    }
    if (limit.inMemory()) {
      takeAtOnce(lease, length, !encoding.isEmpty(), limit);
    }
    request.streamFilter(InflatedBody.undo(encoding, said.orElse(-1), limit, lease));
    if (request.prologue().uriPath().rawPath().startsWith("/v1/private/")) {
      Caller unused = Caller.of(request);
    }
    return true;
  }

  /**
   * All at once where the length is known: large bodies that grow side by side would all be stuck.
   */
  static void takeAtOnce(BodyBudget.Lease lease, long length, boolean packed, BodyLimit limit) {
    long expected = Math.min(packed ? length * USUAL_RATIO : length, limit.bytes());
    if (expected > InflatedBody.UNCOUNTED) {
      lease.take(expected);
    }
  }

  private static void allowOrigin(ServerResponse response, String origin) {
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    response.header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    response.headers().add(HeaderValues.create(HeaderNames.VARY, "Origin"));
  }

  private static void preflight(RoutingRequest request, ServerResponse response) {
    response.header(
        HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE, OPTIONS");
    response.header(
        HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
        request
            .headers()
            .first(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)
            .filter(list -> HEADER_LIST.matcher(list).matches())
            .orElse(USUAL_HEADERS));
    response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
    if (request.headers().contains(HeaderNames.create("Access-Control-Request-Private-Network"))) {
      response.header(ALLOW_PRIVATE_NETWORK, "true");
    }
    response.status(Status.NO_CONTENT_204);
    response.send();
  }

  /** One definition of each route serves four spellings: with and without prefix and slash. */
  private static void rewritePath(RoutingRequest request) {
    HttpPrologue prologue = request.prologue();
    String raw = prologue.uriPath().rawPath();
    String path = raw;
    if (path.equals(PREFIX) || path.startsWith(PREFIX + "/")) {
      path = path.substring(PREFIX.length());
    }
    while (path.length() > 1 && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    if (path.isEmpty()) {
      path = "/";
    }
    if (!path.equals(raw)) {
      request.context().register(new RequestPath(raw));
      request.prologue(prologue.withUriPath(UriPath.create(path)));
    }
  }
}
