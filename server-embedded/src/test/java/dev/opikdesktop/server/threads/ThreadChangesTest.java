package dev.opikdesktop.server.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ThreadChangesTest {
  private final ThreadProject project = new ThreadProject();

  @AfterEach
  void closeProject() {
    project.close();
  }

  @Test
  void aClosedThreadIsInactiveUntilItIsOpened() {
    project.send(project.trace("t", 0));
    project.close("t");
    assertThat(project.status("t")).isEqualTo("inactive");

    assertThat(project.put("/open", project.body().put("thread_id", "t")).status()).isEqualTo(204);

    assertThat(project.status("t")).isEqualTo("active");
  }

  @Test
  void aNewTraceOpensAClosedThread() {
    project.send(project.trace("t", 0));
    for (int i = 1; i < 20; i++) {
      project.close("t");
      project.send(project.trace("t", i));
      assertThat(project.status("t")).as("round %d", i).isEqualTo("active");
    }
  }

  @Test
  void aChangeOfATraceLeavesItsThreadClosed() {
    ObjectNode trace = project.trace("t", 0);
    project.send(trace);
    project.close("t");

    String body = project.body().put("name", "renamed").toString();
    String path = "/v1/private/traces/" + trace.get("id").asString();
    assertThat(project.client.patch(path, body).status()).isEqualTo(204);

    assertThat(project.status("t")).isEqualTo("inactive");
  }

  @Test
  void severalThreadsAreClosedAtOnceOrNoneOfThem() {
    project.send(project.trace("a", 0), project.trace("b", 1));

    assertThat(project.put("/close", several("a", "nope")).status()).isEqualTo(404);
    assertThat(project.status("a")).isEqualTo("active");

    assertThat(project.put("/close", several("a", "b")).status()).isEqualTo(204);
    assertThat(project.status("a")).isEqualTo("inactive");
    assertThat(project.status("b")).isEqualTo("inactive");

    assertThat(project.put("/open", several("a", "b")).status()).isEqualTo(204);
    assertThat(project.status("b")).isEqualTo("active");
  }

  @Test
  void tagsReplaceTagsAndAnEmptyListClearsThem() {
    project.send(project.trace("t", 0));
    String path = "/" + project.modelId("t");

    assertThat(project.patch(path, "{'tags': ['a', 'b']}").status()).isEqualTo(204);
    assertThat(tags("t")).containsExactly("a", "b");
    assertThat(project.patch(path, "{'tags_to_add': ['c']}").status()).isEqualTo(204);
    assertThat(tags("t")).containsExactly("a", "b");
    assertThat(project.patch(path, "{'tags': []}").status()).isEqualTo(204);
    assertThat(tags("t")).isEmpty();
    assertThat(project.patch("/" + TimeOrderedIds.next(), "{'tags': []}").status()).isEqualTo(404);
  }

  @Test
  void aBatchMergesReplacesAddsAndRemovesTags() {
    project.send(project.trace("a", 0), project.trace("b", 1));
    project.patch("/" + project.modelId("a"), "{'tags': ['x']}");

    patchBoth("'update': {'tags': ['y']}, 'merge_tags': true");
    assertThat(tags("a")).containsExactly("x", "y");
    assertThat(tags("b")).containsExactly("y");

    patchBoth("'update': {'tags_to_add': ['z'], 'tags_to_remove': ['y'], 'tags': ['ignored']}");
    assertThat(tags("a")).containsExactly("x", "z");
    assertThat(tags("b")).containsExactly("z");

    patchBoth("'update': {'tags': ['only']}");
    assertThat(tags("a")).containsExactly("only");
  }

  @Test
  void moreThanFiftyTagsAreRefusedAlsoWhenTheyComeTogether() {
    project.send(project.trace("t", 0));
    UUID id = project.modelId("t");
    String forty = tagList(0, 40);
    project.patch("/" + id, "{'tags': " + forty + "}");

    String more = "{'ids': ['%s'], 'update': {'tags_to_add': %s}}".formatted(id, tagList(40, 60));

    assertThat(project.patch("/batch", more).status()).isEqualTo(422);
    assertThat(project.patch("/" + id, "{'tags': " + tagList(0, 51) + "}").status()).isEqualTo(422);
    assertThat(tags("t")).hasSize(40);
  }

  @Test
  void changesShowInTheTimeOfTheLastUpdate() {
    project.send(project.trace("t", 0).put("last_updated_at", "2026-01-01T00:00:09Z"));
    assertThat(project.get("t").get("last_updated_at").asString())
        .isEqualTo("2026-01-01T00:00:09Z");

    project.close("t");

    assertThat(project.get("t").get("last_updated_at").asString())
        .isGreaterThan("2026-01-01T00:00:09Z");
  }

  private void patchBoth(String rest) {
    String body =
        "{'ids': ['%s', '%s'], %s}".formatted(project.modelId("a"), project.modelId("b"), rest);
    assertThat(project.patch("/batch", body).status()).isEqualTo(204);
  }

  private static String tagList(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "'t" + i + "'").toList().toString();
  }

  private ObjectNode several(String... threads) {
    ObjectNode body = project.body();
    body.putArray("thread_ids").addAll(List.of(threads).stream().map(this::text).toList());
    return body;
  }

  private JsonNode text(String value) {
    return dev.opikdesktop.server.json.Json.MAPPER.getNodeFactory().stringNode(value);
  }

  private List<String> tags(String thread) {
    return project.get(thread).path("tags").valueStream().map(JsonNode::asString).toList();
  }
}
