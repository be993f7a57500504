package dev.opikdesktop.desktop.client;

import static dev.opikdesktop.desktop.client.Rest.encode;

import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The spans of one trace, without their payloads. */
public final class SpansApi {
  /** What no tree shows: payloads, and what takes the server more to find than the rest. */
  private static final String UNSHOWN =
      encode(
          "[\"input\",\"output\",\"metadata\",\"comments\",\"created_at\",\"created_by\","
              + "\"last_updated_by\",\"total_estimated_cost_version\",\"duration\"]");

  /** All that no comparison of payloads looks at. */
  private static final String ALL_BUT_PAYLOADS =
      encode(
          "[\"comments\",\"created_at\",\"created_by\",\"last_updated_by\","
              + "\"total_estimated_cost_version\",\"duration\",\"tags\",\"usage\"]");

  /** All that can be left out: of a hit only its id is wanted. */
  private static final String ALL_BUT_THE_ID =
      encode(
          "[\"name\",\"type\",\"start_time\",\"end_time\",\"input\",\"output\",\"metadata\","
              + "\"model\",\"provider\",\"tags\",\"usage\"]");

  /** All that can be left out of what was said of a span. */
  private static final String ALL_BUT_NOTES =
      encode(
          "[\"name\",\"type\",\"start_time\",\"end_time\",\"input\",\"output\",\"metadata\","
              + "\"model\",\"provider\",\"tags\",\"usage\",\"error_info\",\"duration\","
              + "\"total_estimated_cost\"]");

  private static final String BY_START =
      encode("[{\"field\":\"start_time\",\"direction\":\"ASC\"}]");
  private static final int IDS_A_PAGE = 20_000;

  /** The most that one search answers. */
  private static final int A_SEARCH = 2_000;

  private final Rest rest;

  SpansApi(Rest rest) {
    this.rest = rest;
  }

  /** One page, those first that began first: so that parents come before their children. */
  public SpanPage page(String projectId, String traceId, int page, int size) {
    return read(of(projectId, traceId, page, size) + "&sorting=" + BY_START);
  }

  /**
   * The same of those that began at that moment or later; its total counts these alone. A far page
   * costs the server more than a near one of a later moment.
   */
  public SpanPage pageFrom(String projectId, String traceId, Instant moment, int page, int size) {
    return read(from(projectId, traceId, moment, page, size));
  }

  /** The spans of the same page with their payloads, of which long ones are cut. */
  public List<Span> payloadsFrom(
      String projectId, String traceId, Instant moment, int page, int size) {
    String path = from(projectId, traceId, moment, page, size);
    return Wire.page(rest.get(path + "&exclude=" + ALL_BUT_PAYLOADS), Wire::span).content();
  }

  private String from(String projectId, String traceId, Instant moment, int page, int size) {
    return of(projectId, traceId, page, size)
        + "&sorting="
        + BY_START
        + "&filters="
        + filter("start_time", "", ">=", moment.toString());
  }

  /** One page of those that were written at that moment or later. */
  public SpanPage changedSince(
      String projectId, String traceId, Instant moment, int page, int size) {
    return read(
        of(projectId, traceId, page, size)
            + "&filters="
            + filter("last_updated_at", "", ">=", moment.toString()));
  }

  /**
   * All of a trace as the server tells them, the greatest id first, with their payloads whole but
   * for the files in them, which are named. One at a time is in memory.
   */
  public void each(String projectId, String traceId, Consumer<JsonNode> then) {
    ObjectNode body =
        rest.json()
            .createObjectNode()
            .put("project_id", projectId)
            .put("trace_id", traceId)
            .put("limit", A_SEARCH)
            .put("truncate", false)
            .put("strip_attachments", true);
    AtomicInteger got = new AtomicInteger(A_SEARCH);
    while (got.get() == A_SEARCH) {
      got.set(0);
      rest.postForRows(
          "/v1/private/spans/search",
          body,
          span -> {
            got.incrementAndGet();
            body.put("last_retrieved_id", Wire.text(span, "id"));
            then.accept(span);
          });
    }
  }

  /** The ids of a span and of all that lie below it. */
  public Set<String> below(String projectId, String traceId, String spanId) {
    Map<String, List<String>> children = new HashMap<>();
    all(
        projectId,
        traceId,
        "&exclude=" + ALL_BUT_THE_ID,
        span ->
            children
                .computeIfAbsent(Wire.text(span, "parent_span_id"), parent -> new ArrayList<>())
                .add(Wire.text(span, "id")));
    Set<String> below = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(spanId));
    while (!open.isEmpty()) {
      String id = open.remove();
      // Spans may be, by mistake, one another's parents.
      if (below.add(id)) {
        open.addAll(children.getOrDefault(id, List.of()));
      }
    }
    return below;
  }

  /** The ids of those in whose fields or payloads the words stand. */
  public Set<String> matching(String projectId, String traceId, String words) {
    return ids(projectId, traceId, "&search=" + encode(words));
  }

  /** The ids of those that a condition of the query language holds for. */
  public Set<String> meeting(String projectId, String traceId, String oql) {
    return ids(projectId, traceId, "&" + Filters.parameter(rest, LogKind.SPANS, oql));
  }

  /** The ids of those that the SDK logged of itself. */
  public Set<String> internal(String projectId, String traceId) {
    String filter = filter("metadata", "_opik.is_internal", "=", "true");
    return ids(projectId, traceId, "&filters=" + filter);
  }

  /** What was said of the spans of a trace, by their ids; those that nothing was said of lack. */
  public Map<String, SpanNotes> notes(String projectId, String traceId) {
    return notes(projectId, traceId, "");
  }

  /** What was said of one span. */
  public SpanNotes notesOf(String projectId, String traceId, String span) {
    String one = new Oql.Condition("id", "", Operator.EQUAL, span).text();
    String condition = "&" + Filters.parameter(rest, LogKind.SPANS, one);
    return notes(projectId, traceId, condition).getOrDefault(span, SpanNotes.NONE);
  }

  private Map<String, SpanNotes> notes(String projectId, String traceId, String condition) {
    Map<String, SpanNotes> notes = new HashMap<>();
    all(
        projectId,
        traceId,
        condition + "&exclude=" + ALL_BUT_NOTES,
        span -> {
          SpanNotes said =
              new SpanNotes(Wire.scores(span, "feedback_scores"), span.path("comments").size());
          if (!said.isEmpty()) {
            notes.put(Wire.text(span, "id"), said);
          }
        });
    return Map.copyOf(notes);
  }

  private SpanPage read(String path) {
    JsonNode answer = rest.get(path + "&exclude=" + UNSHOWN);
    Instant newest = Instant.EPOCH;
    for (JsonNode span : answer.path("content")) {
      Instant written = Wire.instant(span, "last_updated_at");
      newest = written != null && written.isAfter(newest) ? written : newest;
    }
    Page<Span> page = Wire.page(answer, Wire::span);
    return new SpanPage(page.content(), page.total(), newest);
  }

  private Set<String> ids(String projectId, String traceId, String condition) {
    Set<String> ids = new HashSet<>();
    all(
        projectId,
        traceId,
        condition + "&exclude=" + ALL_BUT_THE_ID,
        span -> ids.add(Wire.text(span, "id")));
    return ids;
  }

  /** Reads all spans of a trace, page by page, of which little is wanted. */
  private void all(String projectId, String traceId, String more, Consumer<JsonNode> then) {
    for (int number = 1, got = IDS_A_PAGE; got == IDS_A_PAGE; number++) {
      JsonNode spans = rest.get(of(projectId, traceId, number, IDS_A_PAGE) + more).path("content");
      got = spans.size();
      spans.forEach(then);
    }
  }

  private static String of(String projectId, String traceId, int page, int size) {
    return "/v1/private/spans?project_id=%s&trace_id=%s&page=%d&size=%d&truncate=true"
        .formatted(encode(projectId), encode(traceId), page, size);
  }

  private String filter(String field, String key, String operator, String value) {
    return encode(
        rest.json()
            .createArrayNode()
            .add(
                rest.json()
                    .createObjectNode()
                    .put("field", field)
                    .put("key", key)
                    .put("operator", operator)
                    .put("value", value))
            .toString());
  }
}
