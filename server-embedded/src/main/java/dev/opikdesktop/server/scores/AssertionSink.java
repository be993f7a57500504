package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import java.util.List;

/**
 * Takes the scores of category {@code suite_assertion}: verdicts on the assertions of a test suite,
 * which clients send in this way to servers that know no assertion results (Opik contract 4.1). The
 * name is the assertion, and a value of at least 1 means that it held.
 */
@FunctionalInterface
public interface AssertionSink {
  /** Returns when they are durable. */
  void store(Caller caller, EntityType type, List<EntityScore> verdicts);
}
