package dev.opikdesktop.server.welcome;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The rules of the welcome wizard. What is said stays on this machine. */
public final class WelcomeService {
  private final WelcomeStore store;

  public WelcomeService(Relational relational) {
    this.store = new WelcomeStore(relational);
  }

  /** Keeps what a user said; the wizard is completed then. */
  void submit(Caller caller, Submission submission) {
    store.put(caller, submission, Instant.now().truncatedTo(ChronoUnit.MICROS));
  }

  boolean isCompleted(Caller caller) {
    return store.isThere(caller);
  }
}
