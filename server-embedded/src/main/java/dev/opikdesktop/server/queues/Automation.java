package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.scores.FeedbackScore;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What puts traces or threads into a queue when they are scored (newer clients 3.2). What nobody
 * said is null.
 *
 * @param maxItemsInQueue how many items the queue may have for one more to be put in; null for any
 *     number
 */
public record Automation(
    @Nullable Boolean enabled, @Nullable Conditions conditions, @Nullable Integer maxItemsInQueue) {

  /** Alternatives: one of the groups has to be met. */
  record Conditions(List<Group> groups) {
    Conditions {
      groups = List.copyOf(groups);
    }

    /** As it is stored. */
    static @Nullable Conditions ofStored(@Nullable String json) {
      return json == null ? null : Json.MAPPER.readValue(json, Conditions.class);
    }

    String stored() {
      return Json.MAPPER.writeValueAsString(this);
    }
  }

  /** Conditions that all have to hold. One without any is never met. */
  record Group(List<Condition> conditions) {
    Group {
      conditions = List.copyOf(conditions);
    }

    private boolean isMet(List<FeedbackScore> scores) {
      return !conditions.isEmpty()
          && conditions.stream().allMatch(condition -> condition.holds(scores));
    }
  }

  /**
   * A score that is there and compares so.
   *
   * @param operator one of {@link #OPERATORS}
   */
  record Condition(String scoreName, String operator, BigDecimal value) {
    static final List<String> OPERATORS = List.of(">", "<", "=");

    private boolean holds(List<FeedbackScore> scores) {
      return scores.stream()
          .filter(score -> score.name().equals(scoreName))
          .anyMatch(score -> holds(score.value().compareTo(value)));
    }

    private boolean holds(int compared) {
      return switch (operator) {
        case ">" -> compared > 0;
        case "<" -> compared < 0;
        default -> compared == 0;
      };
    }
  }

  /** Whether something with these scores belongs into the queue. */
  boolean wants(List<FeedbackScore> scores) {
    return conditions != null
        && conditions.groups().stream().anyMatch(group -> group.isMet(scores));
  }
}
