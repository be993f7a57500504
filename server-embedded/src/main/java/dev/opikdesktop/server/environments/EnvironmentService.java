package dev.opikdesktop.server.environments;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.opikdesktop.server.environments.EnvironmentDraft.Write;
import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of environments (Opik contract 5.9). */
public final class EnvironmentService {
  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentService.class);

  /** How many a workspace may have. */
  private static final int MOST = 100;

  /** How long a name that was seen is not looked at again. */
  private static final Duration KNOWN = Duration.ofMinutes(10);

  /** The colors of environments that name none; which one, the name decides. */
  private static final List<String> COLORS =
      List.of(
          "#64748b", "#8b5cf6", "#ec4899", "#f43f5e", "#ef4444", "#f97316", "#eab308", "#10b981",
          "#06b6d4", "#3b82f6");

  private final EnvironmentStore store;
  private final Events events;
  private final Cache<String, Boolean> known =
      Caffeine.newBuilder().expireAfterWrite(KNOWN).maximumSize(10_000).build();

  public EnvironmentService(Relational relational, Events events) {
    this.store = new EnvironmentStore(relational);
    this.events = events;
  }

  /**
   * Creates an environment.
   *
   * @return its id
   * @throws ApiException 409 if the name is taken, or there are 100 already
   */
  UUID create(Caller caller, Write write) {
    UUID id = write.id() == null ? TimeOrderedIds.next() : write.id();
    TimeOrderedIds.require("environment", id);
    Environment environment = environment(caller, id, write);
    if (!unlessTaken(() -> store.insert(caller, environment, MOST))) {
      throw ApiException.conflict("A workspace has at most " + MOST + " environments");
    }
    tell(List.of(id));
    return id;
  }

  /**
   * Changes what the update names.
   *
   * @throws ApiException 404 without it, 409 if the name is taken
   */
  void update(Caller caller, UUID id, Write update) {
    Environment there = get(caller, id);
    Environment changed =
        new Environment(
            id,
            or(update.name(), there.name()),
            update.description() == null ? there.description() : update.description(),
            or(update.color(), there.color()),
            update.position() == null ? there.position() : update.position(),
            there.createdAt(),
            there.createdBy(),
            now(),
            caller.userName());
    unlessTaken(
        () -> {
          store.replace(caller, changed);
          return true;
        });
    tell(List.of(id));
  }

  /**
   * The environment of an id.
   *
   * @throws ApiException 404
   */
  Environment get(Caller caller, UUID id) {
    return store
        .find(caller, id)
        .orElseThrow(() -> ApiException.notFoundErrors("Environment id: " + id + " not found"));
  }

  List<Environment> all(Caller caller) {
    return store.all(caller);
  }

  /** Deletes environments; ids of none are no matter. Traces keep their names. */
  void delete(Caller caller, Collection<UUID> ids) {
    store.delete(caller, ids);
    known.invalidateAll();
    tell(ids);
  }

  /**
   * Makes those of the names known that traces and spans were just written with. Never fails: what
   * was written is written.
   */
  public void saw(Collection<String> names) {
    for (String name : names) {
      if (known.getIfPresent(name) == null && EnvironmentDraft.isName(name)) {
        known.put(name, true);
        register(name);
      }
    }
  }

  private void register(String name) {
    try {
      Write write = new Write(null, name, null, null, null);
      Environment fresh = environment(Caller.LOCAL, TimeOrderedIds.next(), write);
      if (store.insert(Caller.LOCAL, fresh, MOST)) {
        tell(List.of(fresh.id()));
      } else {
        LOG.debug("The environment {} is one too many to be listed", name);
      }
    } catch (StorageException e) {
      if (e.kind() != Kind.DUPLICATE) {
        known.invalidate(name);
        LOG.warn("The environment {} was not listed: {}", name, e.getMessage());
      }
    }
  }

  private void tell(Collection<UUID> ids) {
    events.publish(new Change(Change.Entity.ENVIRONMENT, null, List.copyOf(ids)));
  }

  private static Environment environment(Caller caller, UUID id, Write write) {
    Instant now = now();
    String name = Objects.requireNonNull(write.name(), "name");
    return new Environment(
        id,
        name,
        write.description(),
        or(write.color(), COLORS.get(Math.floorMod(name.hashCode(), COLORS.size()))),
        write.position() == null ? 0 : write.position(),
        now,
        caller.userName(),
        now,
        caller.userName());
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private static boolean unlessTaken(BooleanSupplier write) {
    try {
      return write.getAsBoolean();
    } catch (StorageException e) {
      if (e.kind() == Kind.DUPLICATE) {
        throw ApiException.conflict("Environment already exists");
      }
      throw e;
    }
  }
}
