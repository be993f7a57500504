package dev.opikdesktop.server.links;

import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.events.Target;
import dev.opikdesktop.server.events.Target.Kind;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.links.LinkStore.TracePlace;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.storage.analytics.Analytics;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the links name, and who is told when one is followed. */
public final class LinkService {
  private final LinkStore store;
  private final ProjectService projects;
  private final Events events;
  private final Offers offers = new Offers();

  public LinkService(Analytics analytics, ProjectService projects, Events events) {
    this.store = new LinkStore(analytics);
    this.projects = projects;
    this.events = events;
  }

  /**
   * The project of a trace.
   *
   * @throws ApiException 404
   */
  UUID projectOfTrace(Caller caller, UUID trace) {
    return store
        .trace(caller, trace)
        .map(TracePlace::projectId)
        .orElseThrow(() -> ApiException.notFound("Trace", trace));
  }

  /** The name of something; its id where it has none; empty if it is not there. */
  Optional<String> name(Caller caller, Target target) {
    return switch (target.kind()) {
      case PROJECT -> projects.name(caller, UUID.fromString(target.id()));
      case TRACE ->
          store
              .trace(caller, UUID.fromString(target.id()))
              .map(TracePlace::name)
              .map(name -> name.isBlank() ? target.id() : name);
      case THREAD, DATASET, EXPERIMENT, OPTIMIZATION -> Optional.of(target.id());
    };
  }

  /** The name of the project that something lies in; null where that says nothing more. */
  @Nullable String projectName(Caller caller, Target target) {
    UUID project = target.projectId();
    return project == null || target.kind() == Kind.PROJECT
        ? null
        : projects.name(caller, project).orElse(null);
  }

  /** Whether a window is open that {@link #show} reaches. */
  boolean hasWindow() {
    return events.hasWindow();
  }

  /** Asks the open windows to show it. */
  void show(Target target) {
    events.show(target);
  }

  /** Makes a button that shows it, and works once. */
  String offer(Target target) {
    return offers.make(target);
  }

  /** What a button shows that is pressed; empty when it was used already, or never made. */
  Optional<Target> accept(String offer) {
    return offers.take(offer);
  }
}
