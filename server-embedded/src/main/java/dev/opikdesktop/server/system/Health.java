package dev.opikdesktop.server.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all stores at once whether they are there. */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  /** The SDKs wait 5 s for a ping; a store that takes longer than this is as good as down. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** What one store answered. */
  public record State(String name, boolean healthy) {}

  private final List<HealthCheck> checks;
  private final Duration patience;

  public Health(List<HealthCheck> checks) {
    this(checks, PATIENCE);
  }

  Health(List<HealthCheck> checks, Duration patience) {
    this.checks = List.copyOf(checks);
    this.patience = patience;
  }

  /** One state a store, in the order of the checks. */
  public List<State> states() {
    List<CompletableFuture<Optional<Exception>>> answers = new ArrayList<>();
    for (HealthCheck check : checks) {
      CompletableFuture<Optional<Exception>> answer = new CompletableFuture<>();
      Thread.ofVirtual().name("health " + check.name()).start(() -> ask(check, answer));
      answers.add(answer);
    }
    long deadline = System.nanoTime() + patience.toNanos();
    List<State> states = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      String name = checks.get(i).name();
      states.add(new State(name, healthy(name, answers.get(i), deadline)));
    }
    return states;
  }

  private static void ask(HealthCheck check, CompletableFuture<Optional<Exception>> answer) {
    try {
      check.probe().ask();
      answer.complete(Optional.empty());
    } catch (Exception e) {
      answer.complete(Optional.of(e));
    } catch (Error e) {
      answer.completeExceptionally(e);
      throw e;
    }
  }

  private static boolean healthy(
      String name, CompletableFuture<Optional<Exception>> answer, long deadline) {
    try {
      Optional<Exception> failure =
          answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      failure.ifPresent(e -> LOG.warn("{} does not answer: {}", name, e.getMessage()));
      return failure.isEmpty();
    } catch (TimeoutException e) {
      LOG.warn("{} does not answer in time", name);
      return false;
    } catch (ExecutionException e) {
      LOG.warn("{} does not answer", name, e.getCause());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
