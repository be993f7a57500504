package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.logs.LogView;
import dev.opikdesktop.desktop.explorer.logs.TimeRange;
import dev.opikdesktop.desktop.explorer.payload.PayloadModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Link#to} wrote, and nothing else. */
final class LinkReader {
  static final String SCHEME = "opik-desktop:";

  /** More than any query that somebody wrote. */
  static final int LONGEST = 100_000;

  private LinkReader() {}

  static Link read(String text) {
    try {
      return link(text);
    } catch (LinkException wrong) {
      return Link.wrong(wrong);
    }
  }

  private static Link link(String text) throws LinkException {
    if (text.length() > LONGEST) {
      throw new LinkException("The link is too long to be one.");
    }
    if (!text.toLowerCase(Locale.ROOT).startsWith(Link.BEGIN)) {
      throw new LinkException(
          "A link begins with %s; this does not: %s"
              .formatted(Link.BEGIN, LinkParameters.shortened(text)));
    }
    String rest = text.substring(Link.BEGIN.length());
    int question = rest.indexOf('?');
    String path = question < 0 ? rest : rest.substring(0, question);
    LinkParameters parameters =
        new LinkParameters(question < 0 ? "" : rest.substring(question + 1));
    URI server = server(parameters.text("server"));
    String workspace = parameters.text("workspace");
    Link.Goal goal = goal(List.of(path.replaceFirst("/$", "").split("/", -1)), parameters);
    parameters.nothingElse();
    return new Link(server, workspace == null ? Link.WORKSPACE : workspace, goal);
  }

  private static Link.Goal goal(List<String> path, LinkParameters parameters) throws LinkException {
    String first = path.getFirst();
    if (path.size() == 1 && first.equals("projects")) {
      return new Link.Anywhere(new Place.Projects());
    }
    if (path.size() == 1 && first.equals("settings")) {
      String section = parameters.text("section");
      return new Link.Anywhere(new Place.Settings(null, section == null ? "" : section));
    }
    if (path.size() == 1 && first.equals("trace")) {
      String id = LinkParameters.id("id", parameters.required("id"));
      return new Link.OfTrace(id, trace(id, parameters));
    }
    if (path.size() == 3 && first.equals("projects")) {
      String project = LinkParameters.id("projects", path.get(1));
      return new Link.InProject(project, page(path.get(2), parameters));
    }
    throw new LinkException(
        "The link leads to '%s', where nothing is."
            .formatted(LinkParameters.shortened(String.join("/", path))));
  }

  private static Function<Project, Place> page(String page, LinkParameters parameters)
      throws LinkException {
    switch (page) {
      case "logs" -> {
        LogView view = view(parameters);
        return project -> new Place.Logs(project, view);
      }
      case "overview" -> {
        TimeRange range = range(parameters);
        return project -> new Place.Overview(project, range);
      }
      case "trace" -> {
        return trace(LinkParameters.id("id", parameters.required("id")), parameters);
      }
      case "thread" -> {
        String id = parameters.required("id");
        String turn = parameters.id("turn");
        return project -> new Place.OpenThread(project, id, turn);
      }
      case "compare" -> {
        String left = LinkParameters.id("left", parameters.required("left"));
        String right = LinkParameters.id("right", parameters.required("right"));
        return project -> new Place.Compare(project, left, right);
      }
      default ->
          throw new LinkException(
              "The link leads to '%s' of a project, where nothing is."
                  .formatted(LinkParameters.shortened(page)));
    }
  }

  private static Function<Project, Place> trace(String id, LinkParameters parameters)
      throws LinkException {
    String span = parameters.id("span");
    PayloadModel.Part tab = parameters.oneOf("tab", PayloadModel.Part.class);
    return project -> new Place.OpenTrace(project, id, span, tab);
  }

  private static @Nullable LogView view(LinkParameters parameters) throws LinkException {
    if (parameters.isEmpty()) {
      return null;
    }
    LogKind kind = parameters.oneOf("kind", LogKind.class);
    if (kind == null) {
      throw new LinkException("The link does not say 'kind'.");
    }
    String query = parameters.text("query");
    String search = parameters.text("search");
    TimeRange range = range(parameters);
    String sort = parameters.text("sort");
    Order order = parameters.oneOf("order", Order.class);
    return new LogView(
        kind,
        query == null ? "" : query,
        search == null ? "" : search,
        range == null ? TimeRange.ALL : range,
        sort == null ? LogQuery.usualSort(kind) : sort,
        order != Order.ASC);
  }

  private enum Order {
    ASC,
    DESC
  }

  private static @Nullable TimeRange range(LinkParameters parameters) throws LinkException {
    String code = parameters.text("range");
    if (code == null) {
      return null;
    }
    return TimeRange.read(code)
        .orElseThrow(
            () ->
                new LinkException(
                    "The link's 'range' is no stretch of time: " + LinkParameters.shortened(code)));
  }

  private static @Nullable URI server(@Nullable String text) throws LinkException {
    if (text == null) {
      return null;
    }
    try {
      URI server = new URI(text);
      boolean web = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
      if (web
          && server.getHost() != null
          && server.getRawUserInfo() == null
          && server.getRawQuery() == null
          && server.getRawFragment() == null) {
        return server;
      }
    } catch (URISyntaxException notAnAddress) {
      // Said below.
    }
    throw new LinkException("The link's 'server' is no address: " + LinkParameters.shortened(text));
  }
}
