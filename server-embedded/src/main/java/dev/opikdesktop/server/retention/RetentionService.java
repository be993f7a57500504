package dev.opikdesktop.server.retention;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which retention rules there are, and which one holds for a project (Opik contract 5.9). */
public final class RetentionService {
  private final RuleStore store;

  public RetentionService(Relational relational) {
    this.store = new RuleStore(relational);
  }

  /**
   * Makes a rule, in place of the one that held for the same project, workspace or organization.
   */
  RetentionRule create(Caller caller, RuleDraft.Write write) {
    RetentionRule rule = of(caller, write);
    store.insert(caller, rule);
    return rule;
  }

  /** The rule that {@link #create} would make now. */
  RetentionRule of(Caller caller, RuleDraft.Write write) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return new RetentionRule(
        TimeOrderedIds.next(),
        caller.workspaceId(),
        write.projectId(),
        write.level(),
        write.retention().word(),
        write.applyToPast(),
        true,
        !write.applyToPast(),
        now,
        caller.userName(),
        now,
        caller.userName());
  }

  /**
   * The rule of an id.
   *
   * @throws ApiException 404
   */
  RetentionRule get(Caller caller, UUID id) {
    return store.find(caller, id).orElseThrow(() -> absent(id));
  }

  /**
   * Ends a rule; it can still be seen.
   *
   * @throws ApiException 404
   */
  void deactivate(Caller caller, UUID id) {
    if (!store.deactivate(caller, id, Instant.now().truncatedTo(ChronoUnit.MICROS))) {
      throw absent(id);
    }
  }

  long count(Caller caller, boolean withInactive) {
    return store.count(caller, withInactive);
  }

  List<RetentionRule> page(Caller caller, boolean withInactive, PageRequest page) {
    return store.page(caller, withInactive, page);
  }

  List<RetentionRule> enabled(Caller caller) {
    return store.enabled(caller);
  }

  void caughtUp(Caller caller, RetentionRule rule) {
    store.caughtUp(caller, rule.id());
  }

  /** The narrowest of the rules that concern a project. */
  static Optional<RetentionRule> of(UUID project, List<RetentionRule> enabled) {
    return enabled.stream()
        .filter(rule -> project.equals(rule.projectId()))
        .findFirst()
        .or(() -> ofLevel(RetentionRule.WORKSPACE, enabled))
        .or(() -> ofLevel(RetentionRule.ORGANIZATION, enabled));
  }

  private static Optional<RetentionRule> ofLevel(String level, List<RetentionRule> enabled) {
    return enabled.stream().filter(rule -> rule.level().equals(level)).findFirst();
  }

  private static ApiException absent(UUID id) {
    return ApiException.notFound("Retention rule id: " + id + " not found");
  }
}
