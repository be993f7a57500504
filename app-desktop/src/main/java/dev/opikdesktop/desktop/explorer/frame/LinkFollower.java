package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.ClientException;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
  private Predicate<Link> turn = link -> false;
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

  /**
   * Says what links mean that name no server.
   *
   * @param address this application's own
   * @param elsewhere follows a link that leads to another server or workspace than this one; false
   *     when it is not known
   */
  void from(URI address, Predicate<Link> elsewhere) {
    own = address;
    turn = elsewhere;
  }

  /** The link to a place of this server. */
  String to(Place place) {
    URI server = client.restUrl();
    return Link.to(place, Link.same(server, own) ? null : server, client.workspaceName());
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

  /** Follows a link; where it is none, that is said. */
  void follow(Link link) {
    boolean none = link.goal() instanceof Link.Wrong;
    if (!none && !link.leadsTo(client.restUrl(), client.workspaceName(), own)) {
      if (!turn.test(link)) {
        refuse(
            "The link leads to %s, workspace '%s', which this window does not know."
                .formatted(link.server() == null ? own : link.server(), link.workspace()));
      }
    } else if (!connected && !none) {
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
}
