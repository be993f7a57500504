package dev.opikdesktop.server.dashboards;

import dev.opikdesktop.server.dashboards.DashboardDraft.Write;
import dev.opikdesktop.server.entities.ProjectContents;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of dashboards and insights views (Opik contract 5.9). */
public final class DashboardService implements ProjectContents {
  private static final String DEFAULT_TYPE = "multi_project";

  /** How often others may take the slug that was found free. */
  private static final int MOST_TRIES = 100;

  private final DashboardStore store;
  private final ProjectService projects;

  public DashboardService(Relational relational, ProjectService projects) {
    this.store = new DashboardStore(relational);
    this.projects = projects;
  }

  /**
   * Creates a dashboard. Names may be the same; slugs get a number then.
   *
   * @throws ApiException 404 for a project id of nothing
   */
  Dashboard create(Caller caller, DashboardScope scope, Write write) {
    UUID project = project(caller, write);
    UUID id = TimeOrderedIds.next();
    String name = Objects.requireNonNullElse(write.name(), "");
    return withFreeSlug(
        caller,
        id,
        name,
        slug -> {
          Instant now = now();
          Dashboard dashboard =
              new Dashboard(
                  id,
                  caller.workspaceId(),
                  project,
                  name,
                  slug,
                  Objects.requireNonNullElse(write.type(), DEFAULT_TYPE),
                  scope.word(),
                  write.description(),
                  Objects.requireNonNullElse(write.config(), JsonText.NULL),
                  now,
                  caller.userName(),
                  now,
                  caller.userName());
          store.insert(dashboard);
          return dashboard;
        });
  }

  /**
   * Changes what an update says and leaves the rest; a new name brings a new slug.
   *
   * @throws ApiException 404
   */
  Dashboard update(Caller caller, DashboardScope scope, UUID id, Write write) {
    Dashboard before = get(caller, scope, id);
    String name = write.name();
    if (name == null || name.equals(before.name())) {
      store.update(caller, scope, id, write, before.slug(), now());
    } else {
      withFreeSlug(
          caller,
          id,
          name,
          slug -> {
            store.update(caller, scope, id, write, slug, now());
            return slug;
          });
    }
    return get(caller, scope, id);
  }

  /**
   * The dashboard of an id.
   *
   * @throws ApiException 404
   */
  Dashboard get(Caller caller, DashboardScope scope, UUID id) {
    return store
        .find(caller, scope, id)
        .orElseThrow(() -> ApiException.notFound(scope.title(), id));
  }

  /** Deletes dashboards; ids of none are no matter. */
  void delete(Caller caller, DashboardScope scope, Collection<UUID> ids) {
    store.delete(caller, scope, ids);
  }

  @Override
  public void delete(Caller caller, Collection<UUID> projects) {
    store.deleteAll(caller, projects);
  }

  long count(Caller caller, DashboardScope scope, DashboardQuery query) {
    return store.count(caller, scope, query);
  }

  List<Dashboard> page(
      Caller caller, DashboardScope scope, DashboardQuery query, PageRequest page) {
    return store.page(caller, scope, query, page);
  }

  private @Nullable UUID project(Caller caller, Write write) {
    UUID id = write.projectId();
    if (id == null) {
      return write.projectName() == null ? null : projects.resolve(caller, write.projectName());
    }
    if (projects.name(caller, id).isEmpty()) {
      throw ApiException.notFound("Project", id);
    }
    return id;
  }

  /** Writes with a slug that nobody has; the database says whether somebody was faster. */
  private <T> T withFreeSlug(Caller caller, UUID id, String name, Function<String, T> write) {
    String base = Slug.of(name);
    Slug slugs = Slug.among(base, store.slugs(caller, base, id));
    for (int attempt = 1; ; attempt++) {
      try {
        return write.apply(slugs.next());
      } catch (StorageException e) {
        if (e.kind() != Kind.DUPLICATE) {
          throw e;
        }
        if (attempt == MOST_TRIES) {
          throw ApiException.conflict("Too many dashboards are given this name at once");
        }
      }
    }
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
