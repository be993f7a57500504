package dev.opikdesktop.server.feedback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.opikdesktop.server.comments.CommentStore;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.guardrails.GuardrailStore;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Reading;
import dev.opikdesktop.server.scores.ScoreStore;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads scores, comments and checks of the entities of a page, as far as there are any: most
 * projects have no comments, and a statement that finds nothing costs as much as one that does.
 */
public final class FeedbackStore {
  private final Analytics analytics;
  private final CommentStore comments;
  private final ScoreStore scores;
  private final GuardrailStore guardrails;

  /** What was there once: to look for what is gone since costs time and changes nothing. */
  private final Cache<Place, Set<Kind>> seen = Caffeine.newBuilder().maximumSize(10_000).build();

  /**
   * What was looked for in vain, and how many inserts into its table there had been. While there
   * are no more it need not be looked for again.
   */
  private final Cache<Place, Map<Kind, Long>> missed =
      Caffeine.newBuilder().maximumSize(10_000).build();

  /** A project, or without one the whole workspace. */
  private record Place(UUID workspace, Optional<UUID> project, EntityType type) {}

  public FeedbackStore(Analytics analytics) {
    this.analytics = analytics;
    this.comments = new CommentStore(analytics);
    this.scores = new ScoreStore(analytics);
    this.guardrails = new GuardrailStore(analytics);
  }

  /** A kind of feedback, by its number in the answer of a statement. */
  public enum Kind {
    COMMENTS("comments", "comments"),
    SCORES("feedback_scores", "feedback_scores"),
    SPAN_SCORES("span_feedback_scores", "feedback_scores"),
    GUARDRAILS("guardrails_validations", "guardrails");

    private final String field;
    private final String table;

    Kind(String field, String table) {
      this.field = field;
      this.table = table;
    }

    private boolean isOf(EntityType entity) {
      return entity == EntityType.TRACE || (this != SPAN_SCORES && this != GUARDRAILS);
    }

    private EntityType of(EntityType entity) {
      return this == SPAN_SCORES ? EntityType.SPAN : entity;
    }
  }

  /**
   * Which kinds there are at all, of any entity of a type.
   *
   * @param project where to look; without it in the whole workspace
   * @param exclude fields that are not wanted: their kinds are not looked for
   */
  public Reading<Set<Kind>> present(
      Caller caller, Optional<UUID> project, EntityType type, Set<String> exclude) {
    Place place = new Place(caller.workspaceId(), project, type);
    Set<Kind> wanted = EnumSet.allOf(Kind.class);
    wanted.removeIf(
        kind -> exclude.contains(kind.field) || !kind.isOf(type) || isMissing(place, kind));
    Set<Kind> known = EnumSet.noneOf(Kind.class);
    known.addAll(seen.asMap().getOrDefault(place, Set.of()));
    known.retainAll(wanted);
    wanted.removeAll(known);
    if (wanted.isEmpty()) {
      return Reading.of(known);
    }
    StringBuilder sql = new StringBuilder();
    for (Kind kind : wanted) {
      sql.append(sql.isEmpty() ? "" : "UNION ALL\n");
      sql.append(
          """
          SELECT toUInt8(%d)
          FROM %s
          WHERE workspace_id = {workspace:Id} %s AND entity_type = %d
          LIMIT 1
          """
              .formatted(
                  kind.ordinal(),
                  kind.table,
                  project.isPresent() ? "AND project_id = {project:Id}" : "",
                  kind.of(type).code()));
    }
    Statement statement = Statement.of(sql.toString()).with("workspace", caller.workspaceId());
    Statement whole = project.map(id -> statement.with("project", id)).orElse(statement);
    Map<Kind, Long> inserts = new EnumMap<>(Kind.class);
    wanted.forEach(kind -> inserts.put(kind, insertsInto(kind)));
    return Reading.start(
        () -> {
          Set<Kind> present = EnumSet.copyOf(known);
          for (int number : analytics.query(whole, RowBinaryReader::uint8)) {
            present.add(Kind.values()[number]);
          }
          seen.asMap().merge(place, Set.copyOf(present), FeedbackStore::both);
          inserts.keySet().removeAll(present);
          inserts.entrySet().removeIf(each -> each.getValue() != insertsInto(each.getKey()));
          missed.asMap().merge(place, Map.copyOf(inserts), FeedbackStore::later);
          return present;
        });
  }

  private boolean isMissing(Place place, Kind kind) {
    Long inserts = missed.asMap().getOrDefault(place, Map.of()).get(kind);
    return inserts != null && !analytics.hasOtherWriters() && inserts == insertsInto(kind);
  }

  private long insertsInto(Kind kind) {
    return analytics.insertsInto(kind.table);
  }

  private static Map<Kind, Long> later(Map<Kind, Long> some, Map<Kind, Long> others) {
    Map<Kind, Long> later = new HashMap<>(some);
    others.forEach((kind, inserts) -> later.merge(kind, inserts, Math::max));
    return Map.copyOf(later);
  }

  private static Set<Kind> both(Set<Kind> some, Set<Kind> others) {
    Set<Kind> both = new HashSet<>(some);
    both.addAll(others);
    return Set.copyOf(both);
  }

  /** Which kinds there are of any trace, in any project. */
  public Reading<Set<Kind>> presentOfTraces(Caller caller) {
    return present(caller, Optional.empty(), EntityType.TRACE, Set.of());
  }

  /**
   * Begins to read what was said of one entity, by project instead of by entity: for a read that
   * does not know yet which project it is in. Without what {@link #besideTrace} reads.
   */
  public Pending byProject(Caller caller, EntityType type, UUID entity) {
    Place place = new Place(caller.workspaceId(), Optional.empty(), type);
    return new Pending(
        isMissing(place, Kind.COMMENTS)
            ? Reading.of(Map.of())
            : Reading.start(() -> comments.byProject(caller, type, entity)),
        isMissing(place, Kind.SCORES)
            ? Reading.of(Map.of())
            : Reading.start(() -> scores.byProject(caller, type, entity)),
        Reading.of(Map.of()),
        Reading.of(Map.of()));
  }

  /**
   * Begins to read the checks of one trace and the scores of its spans, each span's apart.
   *
   * @param kinds those of {@link #presentOfTraces}
   */
  public Pending besideTrace(Caller caller, UUID project, UUID trace, Set<Kind> kinds) {
    Set<Kind> beside = EnumSet.of(Kind.SPAN_SCORES, Kind.GUARDRAILS);
    beside.retainAll(kinds);
    return of(caller, project, EntityType.TRACE, List.of(trace), beside, true);
  }

  /**
   * Begins to read what was said of some entities of a project.
   *
   * @param kinds what to read
   * @param apart see {@link ScoreStore#ofSpans}
   */
  public Pending of(
      Caller caller,
      UUID project,
      EntityType type,
      Collection<UUID> entities,
      Set<Kind> kinds,
      boolean apart) {
    boolean any = !entities.isEmpty();
    return new Pending(
        any && kinds.contains(Kind.COMMENTS)
            ? Reading.start(() -> comments.of(caller, project, type, entities))
            : Reading.of(Map.of()),
        any && kinds.contains(Kind.SCORES)
            ? Reading.start(() -> scores.of(caller, project, type, entities))
            : Reading.of(Map.of()),
        any && kinds.contains(Kind.SPAN_SCORES)
            ? Reading.start(() -> scores.ofSpans(caller, project, entities, apart))
            : Reading.of(Map.of()),
        any && kinds.contains(Kind.GUARDRAILS)
            ? Reading.start(() -> guardrails.of(caller, project, entities))
            : Reading.of(Map.of()));
  }
}
