package dev.opikdesktop.server.entities;

import dev.opikdesktop.server.http.Caller;
import java.util.Optional;
import java.util.UUID;

/** Says where an entity is, for resources that attach something to it. */
@FunctionalInterface
public interface EntityLookup {
  /** The project of the entity; empty if there is no such entity. */
  Optional<UUID> project(Caller caller, UUID id);
}
