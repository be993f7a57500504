package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.logs.LogView;
import dev.opikdesktop.desktop.explorer.logs.TimeRange;
import java.net.URI;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Place} as text, such as {@code opik-desktop://open/projects/ID/logs?kind=spans}. The
 * forms stand in docs/links.md.
 *
 * @param server where it is; null for this computer's own
 * @param workspace {@link #WORKSPACE} where the link names none
 */
public record Link(@Nullable URI server, String workspace, Goal goal) {
  /** The one that every server has. */
  public static final String WORKSPACE = "default";

  static final String BEGIN = "opik-desktop://open/";

  /** Where a link leads. */
  public sealed interface Goal {}

  /** A place that lies in no project. */
  public record Anywhere(Place place) implements Goal {}

  /** A place in a project, of which the link knows the id alone. */
  public record InProject(String projectId, Function<Project, Place> place) implements Goal {}

  /**
   * A trace whose project has to be asked for.
   *
   * @param place takes that project
   */
  public record OfTrace(String traceId, Function<Project, Place> place) implements Goal {}

  /**
   * Nowhere: a text that is no link.
   *
   * @param message why, as a sentence
   */
  public record Wrong(String message) implements Goal {}

  static Link wrong(LinkException why) {
    return new Link(null, WORKSPACE, new Wrong(String.valueOf(why.getMessage())));
  }

  /** What a text says; any text has an answer. */
  public static Link read(String text) {
    String stripped = text.strip();
    return WebLink.looksLike(stripped) ? WebLink.read(stripped) : LinkReader.read(stripped);
  }

  /** Whether a text is meant as a link, right or wrong. */
  public static boolean looksLike(String text) {
    String stripped = text.strip();
    return WebLink.looksLike(stripped)
        || stripped.toLowerCase(Locale.ROOT).startsWith(LinkReader.SCHEME);
  }

  /** Whether it leads to a workspace of a server; {@code own} is what links mean that name none. */
  public boolean leadsTo(URI address, String inWorkspace, URI own) {
    return same(server == null ? own : server, address)
        && workspace.equals(inWorkspace.isEmpty() ? WORKSPACE : inWorkspace);
  }

  /** Whether two addresses are of one server; all names of this computer are one. */
  static boolean same(URI one, URI other) {
    return port(one) == port(other)
        && (isLocal(one) ? isLocal(other) : one.getHost().equalsIgnoreCase(other.getHost()))
        && path(one).equals(path(other));
  }

  private static boolean isLocal(URI server) {
    String host = server.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  private static int port(URI server) {
    return server.getPort() >= 0 ? server.getPort() : "https".equals(server.getScheme()) ? 443 : 80;
  }

  private static String path(URI server) {
    String path = server.getPath();
    return path == null ? "" : path.replaceFirst("/+$", "");
  }

  /** The link to a place in the usual workspace of this computer's own server. */
  public static String to(Place place) {
    return to(place, null, WORKSPACE);
  }

  /**
   * The link to a place.
   *
   * @param server named in the link; null for this computer's own
   */
  public static String to(Place place, @Nullable URI server, String workspace) {
    LinkWriter link =
        switch (place) {
          case Place.Projects list -> new LinkWriter("projects");
          case Place.Settings shown ->
              new LinkWriter("settings")
                  .with("section", shown.section().isEmpty() ? null : shown.section());
          case Place.Logs shown -> logs(in(shown.project(), "logs"), shown.view());
          case Place.Overview shown ->
              in(shown.project(), "overview")
                  .with("range", shown.range() == null ? null : shown.range().code());
          case Place.OpenTrace open ->
              in(open.project(), "trace")
                  .with("id", open.traceId())
                  .with("span", open.spanId())
                  .with("tab", open.tab() == null ? null : lower(open.tab()));
          case Place.OpenThread open ->
              in(open.project(), "thread").with("id", open.threadId()).with("turn", open.traceId());
          case Place.Compare shown ->
              in(shown.project(), "compare")
                  .with("left", shown.leftTraceId())
                  .with("right", shown.rightTraceId());
        };
    return link.with("server", server == null ? null : server.toString())
        .with("workspace", workspace.equals(WORKSPACE) ? null : workspace)
        .text();
  }

  private static LinkWriter in(Project project, String page) {
    return new LinkWriter("projects/" + project.id() + "/" + page);
  }

  /** What is as usual is left out, but for the kind: a link without it leaves all as it was. */
  private static LinkWriter logs(LinkWriter link, @Nullable LogView view) {
    if (view == null) {
      return link;
    }
    String usualSort = LogQuery.usualSort(view.kind());
    return link.with("kind", view.kind().plural())
        .with("query", view.oql().isEmpty() ? null : view.oql())
        .with("search", view.search().isEmpty() ? null : view.search())
        .with("range", view.range().equals(TimeRange.ALL) ? null : view.range().code())
        .with("sort", view.sortField().equals(usualSort) ? null : view.sortField())
        .with("order", view.descending() ? null : "asc");
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
