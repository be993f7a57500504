package dev.opikdesktop.server.spans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.Page;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.FilterReader;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A search by the index of words finds what a plain look at every text finds. */
class WordSearchPropertyTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());

  private static final String PICTURE =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6";

  /** Sought, these find other letters than those that find them. */
  private static final Pattern ASYMMETRIC = Pattern.compile("[\u0130\u0131\u1E9E]");

  private final Analytics analytics = RunningServer.shared().stores().analytics();
  private final SpanStore store = new SpanStore(analytics);

  @AfterContainer
  static void closeClient() {
    CLIENT.close();
  }

  /** What a span says, and what is looked for. */
  record Said(String input, String output, String name) {
    String texts() {
      return fold(stored(input) + "\n" + stored(output) + "\n" + name);
    }

    private static String stored(String text) {
      return Json.MAPPER.createObjectNode().put("text", text).toString();
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "word",
            "Mountain",
            "mount",
            "tain",
            "quick",
            "silver",
            "QuickSilver",
            "k",
            "ai",
            "i",
            "\u0130stanbul",
            "\u0131",
            "\u039F\u0394\u039F\u03A3",
            "\u03BF\u03B4\u03BF\u03C2",
            "stra\u00DFe",
            "\u1E9E",
            "Caf\u00C9",
            "caf\u00E9",
            "\u041F\u0440\u0438\u0432\u0435\u0442",
            "\u043F\u0440\u0438\u0432\u0435\u0442",
            "量子纠缠",
            "量子",
            "子量",
            "纠缠",
            "数据",
            "モデル",
            "モ",
            "한국어",
            "😀",
            "😀🎉",
            "42",
            "4a2b",
            "%",
            "_",
            "\\",
            "\"",
            "'",
            "user.id:42",
            "a_b",
            "100%",
            "\n",
            "\t",
            ".",
            ",",
            "/",
            "{",
            "}",
            "[image]",
            "e\u0301",
            "é");
    return Combinators.combine(pieces, Arbitraries.of("", " ", "", " ", "-", "。"))
        .as(String::concat)
        .list()
        .ofMaxSize(8)
        .map(all -> String.join("", all));
  }

  @Provide
  Arbitrary<List<Said>> spans() {
    return Combinators.combine(texts(), texts(), texts())
        .as(Said::new)
        .list()
        .ofMinSize(6)
        .ofMaxSize(14);
  }

  @Provide
  Arbitrary<List<String>> needles() {
    return texts().list().ofSize(12);
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void theIndexFindsWhatALookAtEveryTextFinds(
      @ForAll("spans") List<Said> spans,
      @ForAll("spans") List<Said> later,
      @ForAll("needles") List<String> needles,
      @ForAll boolean pictured,
      @ForAll Random random) {
    String project = "words-" + UUID.randomUUID();
    UUID projectId = projectId(project);
    UUID kept = TimeOrderedIds.next();
    UUID deleted = TimeOrderedIds.next();
    Map<UUID, Said> there = new LinkedHashMap<>();
    spans.forEach(
        said -> there.put(TimeOrderedIds.next(), pictured ? withPicture(said, random) : said));
    write(project, kept, there);
    merge(random);
    // Newer rows of the same ids: what the older ones said is not found any more.
    Map<UUID, Said> replaced = new LinkedHashMap<>();
    List<UUID> ids = List.copyOf(there.keySet());
    for (int i = 0; i < Math.min(later.size(), ids.size()); i += 2) {
      replaced.put(ids.get(i), later.get(i));
    }
    write(project, kept, replaced);
    there.putAll(replaced);
    merge(random);
    Map<UUID, Said> gone = new LinkedHashMap<>();
    spans.forEach(said -> gone.put(TimeOrderedIds.next(), said));
    write(project, deleted, gone);
    assertThat(
            CLIENT.post("/v1/private/traces/delete", "{\"ids\": [\"" + deleted + "\"]}").status())
        .isEqualTo(204);
    if (random.nextInt(5) == 0) {
      analytics.compact("spans");
    }

    List<String> all = new ArrayList<>(needles);
    for (Said said : there.values()) {
      all.add(part(said.input(), random));
      all.add(part(said.output(), random));
    }
    for (String needle : all) {
      if (needle.isBlank() || ASYMMETRIC.matcher(needle).find()) {
        continue;
      }
      Set<UUID> expected = new HashSet<>();
      there.forEach(
          (id, said) -> {
            if (said.texts().contains(fold(needle)) || alsoElsewhere(needle, id, kept)) {
              expected.add(id);
            }
          });
      Condition search = SpanQueryFields.FILTERED.search(needle);
      assertFound(projectId, search, needle, expected);
      Set<UUID> others = new HashSet<>(there.keySet());
      others.removeAll(expected);
      assertFound(projectId, new Condition.Not(search), "not " + needle, others);
      assertFound(
          projectId,
          filter("input", needle),
          "input " + needle,
          there.keySet().stream()
              .filter(id -> fold(Said.stored(there.get(id).input())).contains(fold(needle)))
              .collect(Collectors.toSet()));
    }
  }

  /** Rows have the index only once they are merged. */
  private void merge(Random random) {
    if (random.nextBoolean()) {
      analytics.execute(Statement.of("OPTIMIZE TABLE spans FINAL"));
    }
  }

  private void assertFound(UUID project, Condition condition, String shown, Set<UUID> expected) {
    SpanPageQuery query =
        new SpanPageQuery(
            SpanSelection.of(
                project, condition, new IdTimeRange(Optional.empty(), Optional.empty())),
            new PageRequest(1, 100),
            Optional.empty(),
            false,
            Set.of());
    List<UUID> found = new ArrayList<>();
    Page<Span> page = store.page(Caller.LOCAL, query);
    page.content().forEach(span -> found.add(span.id()));
    assertThat(found).as(shown).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(page.total()).as(shown).isEqualTo(expected.size());
  }

  private static Said withPicture(Said said, Random random) {
    return random.nextInt(3) == 0
        ? new Said(said.input() + PICTURE, said.output(), said.name())
        : said;
  }

  private static Condition filter(String field, String needle) {
    ArrayNode filters = Json.MAPPER.createArrayNode();
    ObjectNode filter = filters.addObject();
    filter.put("field", field).put("operator", "contains").put("value", needle);
    return new Condition.And(FilterReader.filters(filters.toString(), SpanQueryFields.FILTERED));
  }

  /** A search looks into ids and the word of the type too, as they are written. */
  private static boolean alsoElsewhere(String needle, UUID id, UUID trace) {
    return id.toString().contains(needle)
        || trace.toString().contains(needle)
        || "general".contains(fold(needle));
  }

  private static String part(String text, Random random) {
    int[] characters = text.codePoints().toArray();
    if (characters.length == 0) {
      return "";
    }
    int begin = random.nextInt(characters.length);
    int end = begin + 1 + random.nextInt(Math.min(12, characters.length - begin));
    return new String(characters, begin, end - begin);
  }

  /** Character by character, as the engine compares: no character becomes two. */
  private static String fold(String text) {
    StringBuilder folded = new StringBuilder();
    text.codePoints()
        .map(character -> character == 0x130 ? character : Character.toLowerCase(character))
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }

  private static void write(String project, UUID trace, Map<UUID, Said> spans) {
    ArrayNode batch = Json.MAPPER.createArrayNode();
    spans.forEach(
        (id, said) -> {
          ObjectNode span = batch.addObject();
          span.put("id", id.toString()).put("trace_id", trace.toString());
          span.put("project_name", project).put("name", said.name()).put("type", "general");
          span.put("start_time", "2026-01-01T00:00:00Z");
          span.putObject("input").put("text", said.input());
          span.putObject("output").put("text", said.output());
        });
    String body = Json.MAPPER.createObjectNode().set("spans", batch).toString();
    assertThat(CLIENT.post("/v1/private/spans/batch", body).status()).isEqualTo(204);
  }

  private static UUID projectId(String name) {
    String location =
        CLIENT.post("/v1/private/projects", "{\"name\": \"" + name + "\"}").header("Location");
    return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
  }
}
