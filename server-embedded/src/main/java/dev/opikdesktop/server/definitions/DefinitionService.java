package dev.opikdesktop.server.definitions;

import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** The rules of feedback definitions (Opik contract 5.6). */
public final class DefinitionService {
  /** "User feedback", which is there from the start and stays. */
  private static final UUID OF_USERS = UUID.fromString("0190babc-62a0-71d2-832a-0feffa4676eb");

  private final DefinitionStore store;
  private final Events events;

  public DefinitionService(Relational relational, Events events) {
    this.store = new DefinitionStore(relational);
    this.events = events;
  }

  /**
   * Creates a definition.
   *
   * @return its id
   * @throws ApiException 409 if the name is taken
   */
  UUID create(Caller caller, DefinitionDraft.Write write) {
    FeedbackDefinition definition = definition(caller, TimeOrderedIds.next(), write);
    unlessTaken(
        () -> {
          store.insert(caller, definition);
          return true;
        });
    tell(List.of(definition.id()));
    return definition.id();
  }

  /**
   * Replaces a definition; its type may change too.
   *
   * @throws ApiException 404 without it, 409 if the name is taken
   */
  void replace(Caller caller, UUID id, DefinitionDraft.Write write) {
    if (!unlessTaken(() -> store.replace(caller, definition(caller, id, write)))) {
      throw absent(id);
    }
    tell(List.of(id));
  }

  /**
   * The definition of an id.
   *
   * @throws ApiException 404
   */
  FeedbackDefinition get(Caller caller, UUID id) {
    return store.find(caller, id).orElseThrow(() -> absent(id));
  }

  /**
   * Deletes definitions; ids of none are no matter.
   *
   * @throws ApiException 409 when the one that stays is among them: then none is deleted
   */
  void delete(Caller caller, Collection<UUID> ids) {
    if (ids.contains(OF_USERS)) {
      throw ApiException.coded(
          409, "The feedback definition 'User feedback' is part of Opik and cannot be deleted");
    }
    store.delete(caller, ids);
    tell(ids);
  }

  long count(Caller caller, String part, Optional<FeedbackType> type) {
    return store.count(caller, part, stored(type));
  }

  List<FeedbackDefinition> page(
      Caller caller, String part, Optional<FeedbackType> type, PageRequest page) {
    return store.page(caller, part, stored(type), page);
  }

  private void tell(Collection<UUID> ids) {
    events.publish(new Change(Change.Entity.FEEDBACK_DEFINITION, null, List.copyOf(ids)));
  }

  private static String stored(Optional<FeedbackType> type) {
    return type.map(FeedbackType::word).orElse("");
  }

  private static FeedbackDefinition definition(
      Caller caller, UUID id, DefinitionDraft.Write write) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return new FeedbackDefinition(
        id,
        write.name(),
        write.description(),
        write.type().word(),
        write.details(),
        now,
        caller.userName(),
        now,
        caller.userName());
  }

  private static boolean unlessTaken(BooleanSupplier write) {
    try {
      return write.getAsBoolean();
    } catch (StorageException e) {
      if (e.kind() == Kind.DUPLICATE) {
        throw ApiException.conflict("Feedback definition already exists");
      }
      throw e;
    }
  }

  private static ApiException absent(UUID id) {
    return ApiException.notFoundErrors("Feedback definition id: " + id + " not found");
  }
}
