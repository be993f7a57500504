package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.logs.LogView;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Reads addresses of Opik's web page, and the redirects to it that clients print. What else they
 * say of the page's looks is its own affair, and left out.
 */
final class WebLink {
  private static final String REDIRECT = "/v1/session/redirect/projects";

  private WebLink() {}

  static boolean looksLike(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    return small.startsWith("http://") || small.startsWith("https://");
  }

  static Link read(String text) {
    try {
      if (text.length() > LinkReader.LONGEST) {
        throw new LinkException("The link is too long to be one.");
      }
      return link(address(text));
    } catch (LinkException wrong) {
      return Link.wrong(wrong);
    }
  }

  private static URI address(String text) throws LinkException {
    try {
      return new URI(text);
    } catch (URISyntaxException noAddress) {
      throw new LinkException("This is no address: " + LinkParameters.shortened(text));
    }
  }

  private static Link link(URI address) throws LinkException {
    if (address.getHost() == null || address.getRawUserInfo() != null) {
      throw new LinkException("The address names no server.");
    }
    String query = address.getRawQuery();
    LinkParameters parameters = new LinkParameters(query == null ? "" : query.replace("+", "%20"));
    String path = address.getRawPath();
    if (path.endsWith(REDIRECT)) {
      String prefix = path.substring(0, path.length() - REDIRECT.length());
      String trace = LinkParameters.id("trace_id", parameters.required("trace_id"));
      String workspace = parameters.text("workspace_name");
      return new Link(
          server(address, prefix.replaceFirst("/api$", "")),
          workspace == null ? Link.WORKSPACE : workspace,
          new Link.OfTrace(trace, project -> new Place.OpenTrace(project, trace, null)));
    }
    List<String> segments = new ArrayList<>(List.of(path.split("/")));
    int projects = segments.indexOf("projects");
    if (projects < 2) {
      throw new LinkException("The address leads to no page of Opik's projects.");
    }
    URI server = server(address, String.join("/", segments.subList(0, projects - 1)));
    String workspace = LinkParameters.decoded(segments.get(projects - 1));
    if (segments.size() == projects + 1) {
      return new Link(server, workspace, new Link.Anywhere(new Place.Projects()));
    }
    String project = LinkParameters.id("projects", segments.get(projects + 1));
    return new Link(server, workspace, new Link.InProject(project, page(parameters)));
  }

  private static Function<Project, Place> page(LinkParameters parameters) throws LinkException {
    String trace = parameters.id("trace");
    String thread = parameters.text("thread");
    if (trace != null) {
      String span = parameters.id("span");
      return project -> new Place.OpenTrace(project, trace, span);
    }
    if (thread != null) {
      return project -> new Place.OpenThread(project, thread, null);
    }
    LogKind kind = parameters.oneOf("logsType", LogKind.class);
    LogView view = kind == null ? null : LogView.all(kind);
    return project -> new Place.Logs(project, view);
  }

  private static URI server(URI address, String prefix) throws LinkException {
    return address(
        address.getScheme().toLowerCase(Locale.ROOT) + "://" + address.getRawAuthority() + prefix);
  }
}
