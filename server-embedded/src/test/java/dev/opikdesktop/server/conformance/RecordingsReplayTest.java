package dev.opikdesktop.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.conformance.Replay.Outcome;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Sends what was recorded of Opik to our server, and compares the answers: status, body, framing,
 * headers. What differs on purpose stands in conformance/intended-differences.tsv, what is not
 * served yet in conformance/served-operations.tsv by its absence.
 */
class RecordingsReplayTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final ServedOperations SERVED = ServedOperations.read();
  private static final ContractFile CONTRACT = ContractFile.read();
  private static final IntendedDifferences INTENDED = IntendedDifferences.read();

  private static final String BASE =
      "http://127.0.0.1:" + RunningServer.shared().server().restPort();
  private static final Instant ZERO = lastMondayAtEleven();
  private static final Map<Outcome, Integer> TOTAL = new EnumMap<>(Outcome.class);
  private static final Map<Outcome, Integer> IN_SCOPE = new EnumMap<>(Outcome.class);

  @AfterAll
  static void printTotalAndCloseClient() {
    System.out.println("recordings: " + line(TOTAL));
    System.out.println("recordings: " + lineOfScope());
    CLIENT.close();
  }

  @TestFactory
  Stream<DynamicTest> everyScenarioIsAnsweredAsOpikDidButForTheIntendedDifferences() {
    return names().stream()
        .filter(RecordingsReplayTest::isWanted)
        .map(name -> DynamicTest.dynamicTest(name, () -> replay(name)));
  }

  @Test
  void thereIsARouteForEveryListedOperationAndForNoOther() {
    List<String> wrong = new ArrayList<>();
    for (ContractFile.Operation operation : CONTRACT.operations()) {
      String path = operation.path().replaceAll("\\{[^}]+}", TimeOrderedIds.next().toString());
      boolean there = isRouted(operation.method(), path);
      if (there != SERVED.lists(operation.method(), operation.path())) {
        wrong.add(
            operation.method()
                + " "
                + operation.path()
                + (there ? " is served" : " is not served"));
      }
    }
    assertThat(wrong).as("differs from served-operations.tsv").isEmpty();
    assertThat(CONTRACT.operations()).hasSize(308);
  }

  @Test
  void theIntendedDifferencesNameStepsThatWereRecorded() {
    for (IntendedDifferences.Line line : INTENDED.lines()) {
      if (!line.everywhere()) {
        assertThat(names()).contains(line.recording());
        assertThat(Recording.named(line.recording()).steps())
            .extracting(Recording.Step::number)
            .as(line.recording())
            .containsAll(line.steps());
      }
      assertThat(line.reason()).isNotBlank();
    }
  }

  /** All, unless somebody names some by {@code -Drecordings=threads,comments}. */
  private static boolean isWanted(String name) {
    String wanted = System.getProperty("recordings", "");
    return wanted.isEmpty() || List.of(wanted.split(",", -1)).contains(name);
  }

  private static boolean isRouted(String method, String path) {
    Answer answer = CLIENT.send(method, path, new byte[0], "Content-Type", "application/json");
    return answer.status() != 405
        && !(answer.status() == 404
            && answer.json().path("message").asString("").startsWith("HTTP 404 Not Found"));
  }

  private static void replay(String name) {
    Recording recording = Recording.named(name);
    int run = ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000);
    Notation notation = new Notation(BASE, ZERO, String.valueOf(run));
    Presumed.make(recording, notation, ZERO, CLIENT);
    if (Matrix.has(name)) {
      Matrix.rename(notation);
    }
    Replay replay = new Replay(recording, notation, CLIENT, SERVED, CONTRACT, INTENDED);
    replay.run();
    System.out.println(name + ": " + line(replay.outcomes()));
    replay.outcomes().forEach((outcome, count) -> TOTAL.merge(outcome, count, Integer::sum));
    replay
        .outcomesInScope()
        .forEach((outcome, count) -> IN_SCOPE.merge(outcome, count, Integer::sum));
    assertThat(replay.complaints()).as(() -> String.join("\n", replay.complaints())).isEmpty();
  }

  private static String line(Map<Outcome, Integer> outcomes) {
    int equal = outcomes.getOrDefault(Outcome.EQUAL, 0);
    int intended = outcomes.getOrDefault(Outcome.INTENDED, 0);
    int different = outcomes.getOrDefault(Outcome.DIFFERENT, 0);
    return "replayed %d, equal %d, intended %d, not served yet %d, not replayable %d"
            .formatted(
                equal + intended + different,
                equal,
                intended,
                outcomes.getOrDefault(Outcome.NOT_SERVED_YET, 0),
                outcomes.getOrDefault(Outcome.NOT_REPLAYABLE, 0))
        + (different == 0 ? "" : ", DIFFERENT " + different);
  }

  /** How far what the server sets out to serve is: of all steps for it that can be replayed. */
  private static String lineOfScope() {
    int all = IN_SCOPE.values().stream().mapToInt(Integer::intValue).sum();
    int notReplayable = IN_SCOPE.getOrDefault(Outcome.NOT_REPLAYABLE, 0);
    return "%d of %d steps equal, intended %d, not served yet %d, not replayable %d"
        .formatted(
            IN_SCOPE.getOrDefault(Outcome.EQUAL, 0),
            all - notReplayable,
            IN_SCOPE.getOrDefault(Outcome.INTENDED, 0),
            IN_SCOPE.getOrDefault(Outcome.NOT_SERVED_YET, 0),
            notReplayable);
  }

  /** The names of all recordings with steps. */
  private static List<String> names() {
    try (Stream<Path> files =
        Files.list(
            Path.of(
                new URI(
                    Objects.requireNonNull(
                            RecordingsReplayTest.class.getResource("/recordings"), "recordings")
                        .toString())))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".jsonl") && !file.equals("matrix.data.jsonl"))
          .map(file -> file.substring(0, file.length() - ".jsonl".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The recording began on a Monday at 11:00 UTC, two hours before its requests. */
  private static Instant lastMondayAtEleven() {
    OffsetDateTime latest = OffsetDateTime.now(ZoneOffset.UTC).minusHours(13);
    return latest
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
        .truncatedTo(ChronoUnit.DAYS)
        .plusHours(11)
        .toInstant();
  }
}
