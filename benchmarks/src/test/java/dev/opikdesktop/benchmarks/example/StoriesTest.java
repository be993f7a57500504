package dev.opikdesktop.benchmarks.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class StoriesTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  private static final int TRACES = 200;
  private static List<Story> stories = List.of();

  @BeforeAll
  static void tell() {
    System.setProperty("java.awt.headless", "true");
    stories = Stories.usual(7, NOW, TRACES);
  }

  @Test
  void theSameSeedAndMomentGiveTheSameRows() {
    assertThat(all(Stories.usual(7, NOW, TRACES))).isEqualTo(all(stories));
  }

  @Test
  void anotherSeedGivesOtherRows() {
    assertThat(all(Stories.usual(8, NOW, TRACES))).isNotEqualTo(all(stories));
  }

  @Test
  void thereAreAboutAsManyTracesAsWereAskedForInFourProjects() {
    assertThat(stories.stream().mapToInt(story -> story.traces.size()).sum())
        .isBetween(TRACES, TRACES + 50);
    assertThat(stories.stream().map(story -> story.project).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "support-agent", "docs-assistant", "research-crew", "voice-notes");
  }

  @Test
  void nothingBeginsOrEndsAfterTheMoment() {
    assertThat(rows())
        .noneMatch(row -> Story.after(row, "start_time", NOW) || Story.after(row, "end_time", NOW));
    assertThat(rows())
        .allMatch(row -> Story.after(row, "start_time", NOW.minus(Duration.ofDays(31))));
  }

  @Test
  void idsAreUniqueAndHoldTheStart() {
    Set<String> ids = new HashSet<>();
    rows()
        .forEach(
            row -> {
              UUID id = UUID.fromString(row.path("id").asString());
              assertThat(ids.add(id.toString())).isTrue();
              assertThat(id.version()).isEqualTo(7);
              assertThat(id.getMostSignificantBits() >>> 16)
                  .isEqualTo(Instant.parse(row.path("start_time").asString()).toEpochMilli());
            });
  }

  @Test
  void noPlaceholderIsLeftInTexts() {
    List<Story> chats =
        stories.stream().filter(story -> story.project.equals("support-agent")).toList();
    assertThat(all(chats)).noneMatch(text -> text.matches("(?s).*\\{[a-z]+(:-?\\d+)?}.*"));
  }

  @Test
  void aRunOfTheCrewHasSixtyToThreeHundredSpans() {
    assertThat(stories.stream().filter(story -> story.project.equals("research-crew")))
        .allMatch(story -> story.spans.size() >= 60 && story.spans.size() < 360);
  }

  @Test
  void theArchiveHasExactlySoManySpans() {
    assertThat(Stories.large(7, NOW, false).getFirst().spans).hasSize(15_000);
  }

  private static Stream<ObjectNode> rows() {
    return stories.stream()
        .flatMap(story -> Stream.concat(story.traces.stream(), story.spans.stream()));
  }

  private static List<String> all(List<Story> told) {
    return told.stream()
        .flatMap(
            story ->
                Stream.of(story.traces, story.spans, story.traceScores, story.threadScores)
                    .flatMap(List::stream))
        .map(ObjectNode::toString)
        .toList();
  }
}
