package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import java.util.Collection;
import java.util.UUID;

/** Hears of entities that were given scores. */
@FunctionalInterface
public interface ScoreListener {
  /** Some entities of a project have durable scores that they had not before. */
  void scored(Caller caller, EntityType type, UUID project, Collection<UUID> entities);
}
