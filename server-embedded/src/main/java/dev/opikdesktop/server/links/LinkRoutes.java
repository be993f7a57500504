package dev.opikdesktop.server.links;

import dev.opikdesktop.server.events.Target;
import dev.opikdesktop.server.events.Target.Kind;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Locations;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.http.SameComputer;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.links.LinkPage.Answer;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The links that clients print. Older clients print {@code /v1/session/redirect/…}, which answers
 * 303 with a page of the web application (Opik contract 5.14); newer ones name that page themselves
 * (newer clients 5.6). Where it would be stands a {@link LinkPage}.
 */
public final class LinkRoutes implements HttpService {
  private static final String REDIRECT = "/v1/session/redirect/";

  /** A browser says by these whether a person opened the page, and from where. */
  private static final HeaderName FETCHED_FOR = HeaderNames.create("Sec-Fetch-Dest");

  private static final HeaderName FETCHED_FROM = HeaderNames.create("Sec-Fetch-Site");
  private static final HeaderName CLICKED = HeaderNames.create("Sec-Fetch-User");
  private static final HeaderName PURPOSE = HeaderNames.create("Sec-Purpose");
  private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

  private final LinkService links;

  public LinkRoutes(LinkService links) {
    this.links = links;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get(REDIRECT + "projects", this::toTrace)
        .get(REDIRECT + "datasets", this::toDataset)
        .get(REDIRECT + "experiments", this::toExperiment)
        .get(REDIRECT + "optimizations", this::toOptimization);
    // 2.1.24 puts a word before the workspace.
    for (String prefix : List.of("/{workspace}", "/opik/{workspace}")) {
      rules
          .post(prefix + "/shown/{offer}", this::pressed)
          .get(prefix + "/projects", this::projects)
          .get(prefix + "/projects/{project}", this::project)
          .get(prefix + "/projects/{project}/{things}/{id}/items", this::datasetOfProject)
          .get(prefix + "/projects/{project}/{+page}", this::project)
          .get(prefix + "/datasets/{dataset}/items", this::dataset)
          .get(prefix + "/experiments/{dataset}/compare", this::experiment)
          .get(prefix + "/optimizations/{dataset}/compare", this::optimization);
    }
  }

  private void toTrace(ServerRequest request, ServerResponse response) {
    String root = root(request);
    UUID trace = required(request, "trace_id");
    UUID project = links.projectOfTrace(Caller.LOCAL, trace);
    redirect(
        response,
        root + "/projects/" + project + "/traces?tab=logs&logsType=traces&trace=" + trace);
  }

  private void toDataset(ServerRequest request, ServerResponse response) {
    redirect(response, root(request) + "/datasets/" + required(request, "dataset_id") + "/items");
  }

  private void toExperiment(ServerRequest request, ServerResponse response) {
    toComparison(request, response, "experiment");
  }

  private void toOptimization(ServerRequest request, ServerResponse response) {
    toComparison(request, response, "optimization");
  }

  private static void toComparison(ServerRequest request, ServerResponse response, String thing) {
    UUID dataset = required(request, "dataset_id");
    UUID id = required(request, thing + "_id");
    String list = URLEncoder.encode("[\"" + id + "\"]", StandardCharsets.UTF_8);
    redirect(
        response, "%s/%ss/%s/compare?%ss=%s".formatted(root(request), thing, dataset, thing, list));
  }

  private void projects(ServerRequest request, ServerResponse response) {
    Caller unused = Caller.ofWorkspace(request.path().pathParameters().get("workspace"));
    page(request, response, Status.OK_200, LinkPage.projects());
  }

  /** Any page of a project; which trace or thread lies open in it says the query. */
  private void project(ServerRequest request, ServerResponse response) {
    Parameters parameters = Parameters.of(request);
    UUID project = parameters.pathUuid("project");
    Optional<UUID> trace = parameters.uuid("trace");
    Optional<String> thread = parameters.text("thread");
    show(
        request,
        response,
        trace.isPresent()
            ? new Target(Kind.TRACE, project, trace.get().toString())
            : thread.isPresent()
                ? new Target(Kind.THREAD, project, thread.get())
                : new Target(Kind.PROJECT, project, project.toString()));
  }

  /** Datasets and test suites, which are datasets too. */
  private void datasetOfProject(ServerRequest request, ServerResponse response) {
    String things = request.path().pathParameters().get("things");
    if (!things.equals("datasets") && !things.equals("test-suites")) {
      project(request, response);
      return;
    }
    Parameters parameters = Parameters.of(request);
    String id = parameters.pathUuid("id").toString();
    show(request, response, new Target(Kind.DATASET, parameters.pathUuid("project"), id));
  }

  private void dataset(ServerRequest request, ServerResponse response) {
    String id = Parameters.of(request).pathUuid("dataset").toString();
    show(request, response, new Target(Kind.DATASET, null, id));
  }

  private void experiment(ServerRequest request, ServerResponse response) {
    show(request, response, compared(request, Kind.EXPERIMENT, "experiments"));
  }

  private void optimization(ServerRequest request, ServerResponse response) {
    show(request, response, compared(request, Kind.OPTIMIZATION, "optimizations"));
  }

  /** The first of those that are compared; without any, their dataset. */
  private static Target compared(ServerRequest request, Kind kind, String list) {
    Parameters parameters = Parameters.of(request);
    String dataset = parameters.pathUuid("dataset").toString();
    JsonNode ids;
    try {
      ids = Json.MAPPER.readTree(parameters.text(list).orElse("[]"));
    } catch (JacksonException e) {
      throw ApiException.badQuery(list, "not a JSON array of ids");
    }
    String first = ids.path(0).asString("");
    return first.isEmpty()
        ? new Target(Kind.DATASET, null, dataset)
        : new Target(kind, null, first);
  }

  private void show(ServerRequest request, ServerResponse response, Target target) {
    Caller caller = Caller.ofWorkspace(request.path().pathParameters().get("workspace"));
    Optional<String> name = links.name(caller, target);
    if (name.isEmpty()) {
      page(request, response, Status.NOT_FOUND_404, LinkPage.missing(target));
      return;
    }
    String project = links.projectName(caller, target);
    byte[] html = LinkPage.of(target, name.get(), project, answer(request, caller, target));
    page(request, response, Status.OK_200, html);
  }

  /** Shows a thing in the window, if that is what a person on this computer wants. */
  private Answer answer(ServerRequest request, Caller caller, Target target) {
    if (!canBeShown(target.kind())) {
      return new Answer.Unknown();
    }
    if (!SameComputer.asks(request) || !links.hasWindow()) {
      return new Answer.NoWindow();
    }
    if (isOpenedByAPerson(request)) {
      links.show(target);
      return new Answer.Shown();
    }
    return new Answer.Offered("/" + caller.workspaceName() + "/shown/" + links.offer(target));
  }

  private static boolean canBeShown(Kind kind) {
    return switch (kind) {
      case PROJECT, TRACE, THREAD -> true;
      case DATASET, EXPERIMENT, OPTIMIZATION -> false;
    };
  }

  /**
   * Whether a person opened the page: by its address, from a page of this server, or with a click
   * on another page. A foreign page that embeds the address, fetches it ahead, or goes there by
   * itself must not move the window. What names none of this is no browser of today.
   */
  private static boolean isOpenedByAPerson(ServerRequest request) {
    ServerRequestHeaders headers = request.headers();
    return headers.first(FETCHED_FOR).orElse("document").equals("document")
        && headers.first(PURPOSE).isEmpty()
        && (OWN_PAGES.contains(headers.first(FETCHED_FROM).orElse("none"))
            || headers.first(CLICKED).isPresent());
  }

  /** The button of one of our pages; those of others neither know an offer nor may use one. */
  private void pressed(ServerRequest request, ServerResponse response) {
    Caller unused = Caller.ofWorkspace(request.path().pathParameters().get("workspace"));
    ServerRequestHeaders headers = request.headers();
    String origin = headers.first(HeaderNames.ORIGIN).orElse("");
    boolean own = origin.isEmpty() || origin.equals(Locations.base(request));
    if (!own || !OWN_PAGES.contains(headers.first(FETCHED_FROM).orElse("none"))) {
      throw ApiException.coded(403, "This button belongs to another page", "Follow the link again");
    }
    Optional<Target> target = links.accept(request.path().pathParameters().get("offer"));
    target.ifPresent(links::show);
    page(
        request,
        response,
        target.isPresent() ? Status.OK_200 : Status.GONE_410,
        LinkPage.pressed(target.isPresent()));
  }

  private static void page(
      ServerRequest request, ServerResponse response, Status status, byte[] html) {
    response.header(HeaderNames.CONTENT_TYPE, "text/html;charset=utf-8");
    response.header(HeaderNames.create("Content-Security-Policy"), LinkPage.POLICY);
    response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
    response.header(HeaderNames.create("Referrer-Policy"), "no-referrer");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Responses.bytes(request, response, status, html);
  }

  private static void redirect(ServerResponse response, String address) {
    response.status(Status.SEE_OTHER_303);
    response.header(HeaderNames.LOCATION, address);
    response.send();
  }

  private static UUID required(ServerRequest request, String name) {
    return Parameters.of(request)
        .uuid(name)
        .orElseThrow(() -> ApiException.errors(400, "query param " + name + " must not be null"));
  }

  /** The address of the workspace's pages, without a slash at its end. */
  private static String root(ServerRequest request) {
    Parameters parameters = Parameters.of(request);
    Caller caller = Caller.ofWorkspace(parameters.text("workspace_name").orElse(""));
    return base(request, parameters.text("path").orElse(null)) + "/" + caller.workspaceName();
  }

  /**
   * Where the client's server is, as it knows it: behind a proxy that is more than the request
   * tells. Another host than the one that was asked is no place to send anybody to.
   *
   * @param encoded the API's base URL in either alphabet of base64
   */
  private static String base(ServerRequest request, @Nullable String encoded) {
    String own = Locations.base(request);
    if (encoded == null) {
      return own;
    }
    try {
      String client = Locations.decoded(encoded).replaceFirst("(/api)?/*$", "");
      URI address = new URI(client);
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      boolean plain =
          address.getRawQuery() == null
              && address.getRawFragment() == null
              && address.getRawUserInfo() == null;
      return web && plain && URI.create(own).getHost().equalsIgnoreCase(address.getHost())
          ? client
          : own;
    } catch (IllegalArgumentException | URISyntaxException e) {
      throw ApiException.badQuery("path", "not the base64 of an address");
    }
  }
}
