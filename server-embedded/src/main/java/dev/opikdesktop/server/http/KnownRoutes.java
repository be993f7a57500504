package dev.opikdesktop.server.http;

import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Passes routes on to Helidon and keeps them, so that a request that fits none can be told apart:
 * nothing there (404), or there with another method (405).
 */
final class KnownRoutes implements HttpRules {
  private static final List<Method> METHODS =
      List.of(Method.GET, Method.POST, Method.PUT, Method.PATCH, Method.DELETE);

  private final HttpRules rules;
  private final Predicate<ServedOperation> admitted;
  private final List<HttpRoute> routes = new ArrayList<>();
  private final List<ServedOperation> operations = new ArrayList<>();

  KnownRoutes(HttpRules rules, Predicate<ServedOperation> admitted) {
    this.rules = rules;
    this.admitted = admitted;
  }

  /** The methods that the path has routes for, in a fixed order; empty where nothing is. */
  List<String> methods(HttpPrologue asked) {
    return METHODS.stream()
        .filter(method -> routes.stream().anyMatch(route -> accepts(route, asked, method)))
        .map(Method::text)
        .toList();
  }

  /** What there are routes for, in the order in which they are tried. */
  List<ServedOperation> operations() {
    return List.copyOf(operations);
  }

  private static boolean accepts(HttpRoute route, HttpPrologue asked, Method method) {
    return route
        .accepts(
            HttpPrologue.create(
                asked.rawProtocol(),
                asked.protocol(),
                asked.protocolVersion(),
                method,
                asked.uriPath(),
                asked.query(),
                asked.fragment()))
        .accepted();
  }

  @Override
  public HttpRules register(HttpService... services) {
    for (HttpService service : services) {
      service.routing(this);
    }
    return this;
  }

  @Override
  public HttpRules register(String pathPattern, HttpService... services) {
    throw new UnsupportedOperationException(
        "Routes name their whole path: register('" + pathPattern + "', …) is not kept");
  }

  @Override
  public HttpRules register(List<Supplier<? extends HttpService>> services) {
    services.forEach(service -> register(service.get()));
    return this;
  }

  @Override
  public HttpRules route(Method method, String path, Handler handler) {
    ServedOperation operation = new ServedOperation(method.text(), path);
    boolean isAdmitted = admitted.test(operation);
    if (!method.equals(Method.HEAD)) {
      // A HEAD is the GET beside it.
      operations.add(operation);
    }
    RouteTemplate template = new RouteTemplate(path);
    return HttpRules.super.route(
        method,
        path,
        (request, response) -> {
          request.context().register(template);
          if (!isAdmitted) {
            throw ApiException.coded(403, "This server is read-only: it takes no changes");
          }
          handler.handle(request, response);
        });
  }

  @Override
  public HttpRules route(HttpRoute route) {
    routes.add(route);
    rules.route(route);
    return this;
  }
}
