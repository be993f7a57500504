package dev.opikdesktop.server.projects;

import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.coordination.Cache;
import dev.opikdesktop.storage.coordination.CacheSettings;
import dev.opikdesktop.storage.coordination.Codec;
import dev.opikdesktop.storage.coordination.Coordination;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of projects (Opik contract 2.2, 5.7). */
public final class ProjectService {
  /** Where traces go that name no project. */
  public static final String DEFAULT_NAME = "Default Project";

  static final int LONGEST_NAME = 255;

  private static final String PRIVATE = "private";

  private final ProjectStore store;
  private final Cache<UUID> idsByName;
  private final Events events;

  public ProjectService(Relational relational, Coordination coordination, Events events) {
    this.store = new ProjectStore(relational);
    this.idsByName =
        coordination.cache(
            new CacheSettings<>("project-ids", Duration.ofMinutes(10), 10_000, Codec.ID));
    this.events = events;
  }

  /** Where the times of last traces are kept. */
  public ProjectActivity activity() {
    return new ProjectActivity(store);
  }

  /**
   * The project of a name, created on first use. Names are trimmed and compare without regard to
   * case; nothing, or blanks, is the default project.
   */
  public UUID resolve(Caller caller, @Nullable String name) {
    String wanted = name == null || name.isBlank() ? DEFAULT_NAME : name.strip();
    new Validation().longestText("project_name", wanted, LONGEST_NAME).check();
    return idsByName.get(key(caller, wanted), ignored -> findOrCreate(caller, wanted));
  }

  /**
   * The project that a write names: the id wins over the name.
   *
   * @throws ApiException 404 for an id that is not there
   */
  public UUID resolve(Caller caller, @Nullable UUID id, @Nullable String name) {
    if (id == null) {
      return resolve(caller, name);
    }
    return store.find(caller, id).map(Project::id).orElseThrow(() -> notFound(id));
  }

  /**
   * The project that a read names by id or by name.
   *
   * @throws ApiException 400 if it names none, 404 if there is none of that name
   */
  public UUID required(Caller caller, Optional<UUID> id, Optional<String> name) {
    if (id.isPresent()) {
      return id.get();
    }
    if (name.isEmpty()) {
      throw ApiException.badRequest(
          "Either 'project_name' or 'project_id' query params must be provided");
    }
    return find(caller, name.get()).id();
  }

  /**
   * The project of a name.
   *
   * @throws ApiException 404
   */
  Project find(Caller caller, String name) {
    return store
        .find(caller, name.strip())
        .orElseThrow(() -> ApiException.notFound("Project not found: " + name.strip()));
  }

  /**
   * The project of an id.
   *
   * @throws ApiException 404
   */
  Project get(Caller caller, UUID id) {
    return store.find(caller, id).orElseThrow(() -> notFound(id));
  }

  /** The name of a project that is there. */
  public Optional<String> name(Caller caller, UUID id) {
    return store.find(caller, id).map(Project::name);
  }

  /**
   * Creates a project.
   *
   * @throws ApiException 409 if the name is taken
   */
  UUID create(
      Caller caller, String name, @Nullable String visibility, @Nullable String description) {
    Project project = project(caller, name, visibility, description);
    try {
      store.insert(caller, project);
    } catch (StorageException e) {
      throw taken(e);
    }
    publish(project.id());
    return project.id();
  }

  /**
   * Changes what an update says and leaves the rest.
   *
   * @throws ApiException 404; 409 if another project has the name
   */
  void update(Caller caller, UUID id, ProjectUpdate update) {
    boolean there;
    try {
      there = store.update(caller, id, update, now());
    } catch (StorageException e) {
      throw taken(e);
    }
    if (!there) {
      throw notFound(id);
    }
    idsByName.invalidateAll();
    publish(id);
  }

  /**
   * Takes projects out of the list; their names are free then. Those that are not there are left
   * out. What lies in them is {@link ProjectDeletion}'s.
   */
  void remove(Caller caller, Collection<UUID> ids) {
    store.delete(caller, ids);
    idsByName.invalidateAll();
  }

  /** Tells the listeners that a project has changed or is gone. */
  void publish(UUID project) {
    events.publish(new Change(Change.Entity.PROJECT, project, List.of(project)));
  }

  long count(Caller caller, String part) {
    return store.count(caller, part);
  }

  /**
   * The ids of a page of the list, by its query parameters name and sorting.
   *
   * @throws ApiException 400 for something that is no sorting
   */
  public List<UUID> page(Caller caller, Parameters parameters, PageRequest page) {
    return page(caller, parameters.text("name").orElse(""), ProjectSorting.of(parameters), page)
        .stream()
        .map(Project::id)
        .toList();
  }

  List<Project> page(Caller caller, String part, String order, PageRequest page) {
    return store.page(caller, part, order, page);
  }

  private UUID findOrCreate(Caller caller, String name) {
    Optional<Project> there = store.find(caller, name);
    if (there.isPresent()) {
      return there.get().id();
    }
    Project project = project(caller, name, null, null);
    try {
      store.insert(caller, project);
      publish(project.id());
      return project.id();
    } catch (StorageException e) {
      if (e.kind() != Kind.DUPLICATE) {
        throw e;
      }
      // Somebody else created it in between.
      return find(caller, name).id();
    }
  }

  private static Project project(
      Caller caller, String name, @Nullable String visibility, @Nullable String description) {
    Instant now = now();
    return new Project(
        TimeOrderedIds.next(),
        name,
        visibility == null ? PRIVATE : visibility,
        description,
        now,
        caller.userName(),
        now,
        caller.userName(),
        null);
  }

  private static String key(Caller caller, String name) {
    return caller.workspaceId() + ":" + name.toLowerCase(Locale.ROOT);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private static ApiException notFound(UUID id) {
    return ApiException.notFoundErrors("Project not found: " + id);
  }

  /** The name of another project is a conflict; anything else is thrown on. */
  private static ApiException taken(StorageException e) {
    if (e.kind() == Kind.DUPLICATE) {
      return ApiException.conflict("Project already exists");
    }
    throw e;
  }
}
