package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.ClientException;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Goes where links lead, wherever they come from; of several the last one counts. */
final class LinkFollower {
  private static final List<String> KINDS = List.of("trace", "thread", "project");

  private final OpikClient client;
  private final Background background;
  private final Consumer<Place> go;
  private final StringProperty notice = new SimpleStringProperty("");
  private Runnable followed = () -> {};
  private URI own;
  private Consumer<String> turnToOwn = link -> {};
  private @Nullable Link waiting;
  private boolean connected;
  private int links;

  LinkFollower(OpikClient client, Background background, Consumer<Place> go) {
    this.client = client;
    this.background = background;
    this.go = go;
    this.own = client.restUrl();
  }

  /** What else to do when somebody wants to see something. */
  void whenFollowed(Runnable action) {
    followed = action;
  }

  /** Links that name no server lead to this one; {@code turn} takes those that lead elsewhere. */
  void from(URI address, Consumer<String> turn) {
    own = address;
    turnToOwn = turn;
  }

  /** What links have to say of the server; null where they need not. */
  @Nullable URI named() {
    return same(client.restUrl(), own) ? null : client.restUrl();
  }

  /** Why a link could not be followed; empty when nothing is wrong. */
  ReadOnlyStringProperty noticeProperty() {
    return notice;
  }

  void dismissNotice() {
    notice.set("");
  }

  /** The server answers, or does not any more: a link waits for it. */
  void setConnected(boolean answers) {
    connected = answers;
    Link link = waiting;
    if (answers && link != null) {
      waiting = null;
      follow(link);
    }
  }

  /** Follows a text that is meant as a link; where it is none, that is said. */
  void follow(String text) {
    Link link = Link.read(text);
    URI server = link.server() == null ? own : link.server();
    if (link.goal() instanceof Link.Wrong || same(server, client.restUrl())) {
      follow(link);
    } else if (same(server, own)) {
      turnToOwn.accept(text);
    } else {
      refuse("The link leads to %s, and this window shows %s.".formatted(server, client.restUrl()));
    }
  }

  private void follow(Link link) {
    if (!link.workspace().equals(Link.WORKSPACE)) {
      refuse("There is no workspace '%s' here.".formatted(link.workspace()));
    } else if (!connected && !(link.goal() instanceof Link.Wrong)) {
      waiting = link;
    } else {
      switch (link.goal()) {
        case Link.Wrong wrong -> refuse(wrong.message());
        case Link.Anywhere anywhere -> arrive(anywhere.place());
        case Link.InProject in ->
            ask(() -> in.place().apply(client.projects().get(in.projectId())), "project");
        case Link.OfTrace of ->
            ask(
                () ->
                    of.place().apply(client.projects().get(client.trace(of.traceId()).projectId())),
                "trace");
      }
    }
  }

  /** Goes where the server says that somebody followed a link to. */
  void follow(Change.Show wanted) {
    if (KINDS.contains(wanted.kind()) && !wanted.projectId().isEmpty()) {
      ask(() -> placeOf(wanted, client.projects().get(wanted.projectId())), "project");
    }
  }

  private static Place placeOf(Change.Show wanted, Project project) {
    return switch (wanted.kind()) {
      case "trace" -> new Place.OpenTrace(project, wanted.id(), null);
      case "thread" -> new Place.OpenThread(project, wanted.id(), null);
      default -> new Place.Logs(project);
    };
  }

  /**
   * @param looksFor what has to be there for it
   */
  private void ask(Callable<Place> place, String looksFor) {
    int asked = ++links;
    background.run(
        place,
        (found, took) -> {
          if (asked == links) {
            arrive(found);
          }
        },
        problem -> {
          if (asked == links) {
            boolean gone = problem instanceof ClientException refused && refused.status() == 404;
            refuse(
                gone
                    ? "The %s of the link is not here, or not any more.".formatted(looksFor)
                    : "The link can't be followed: %s.".formatted(problem.getMessage()));
          }
        });
  }

  private void arrive(Place place) {
    links++;
    notice.set("");
    go.accept(place);
    followed.run();
  }

  private void refuse(String why) {
    links++;
    waiting = null;
    notice.set(why);
    followed.run();
  }

  /** Whether two addresses are of one server; all names of this computer are one. */
  private static boolean same(URI one, URI other) {
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
}
