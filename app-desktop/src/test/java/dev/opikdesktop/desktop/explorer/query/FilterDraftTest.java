package dev.opikdesktop.desktop.explorer.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterDraftTest {
  @TempDir Path folder;
  private final List<String> asked = new ArrayList<>();
  private QueryModel model;

  @BeforeEach
  void open() {
    model =
        new QueryModel(
            new Pins(WindowState.load(folder.resolve("window.properties"))),
            new Vocabulary(),
            (kind, field) -> {},
            (oql, words) -> asked.add(oql));
  }

  @ParameterizedTest
  @CsvSource({
    "250, MILLISECONDS, 250",
    "5, SECONDS, 5000",
    "0.25, SECONDS, 250",
    "1.5, MINUTES, 90000"
  })
  void aLengthIsAskedForInMilliseconds(String written, LengthUnit unit, String millis) {
    FilterDraft draft = draft("duration");

    assertThat(draft.ask("", Operator.GREATER, written, unit)).isEmpty();

    assertThat(asked).containsExactly("duration > " + millis);
  }

  @Test
  void aLengthIsChangedInTheUnitOfItsChip() {
    Oql.Condition before = new Oql.Condition("duration", "", Operator.GREATER, "2500");
    FilterDraft draft = new FilterDraft(model, Subject.of("duration"), before);

    assertThat(draft.text()).isEqualTo("2.5");
    assertThat(draft.unit()).isEqualTo(LengthUnit.SECONDS);
    assertThat(Chip.of(before).rest()).isEqualTo("> 2.5 s");
  }

  @Test
  void aTimeIsWrittenAsTheClockHereShowsIt() {
    FilterDraft draft = draft("start_time");
    String instant =
        LocalDateTime.of(2026, 1, 31, 14, 0).atZone(ZoneId.systemDefault()).toInstant().toString();

    assertThat(draft.ask("", Operator.GREATER_EQUAL, "2026-01-31 14:00", LengthUnit.SECONDS))
        .isEmpty();

    assertThat(asked).containsExactly("start_time >= \"" + instant + "\"");
    assertThat(model.chipsProperty().get())
        .extracting(Chip::text)
        .contains("start time ≥ 31 Jan 2026 14:00");
  }

  @Test
  void whatDoesNotFitIsSaidAndNotAskedFor() {
    assertThat(draft("duration").ask("", Operator.GREATER, "long", LengthUnit.SECONDS))
        .isEqualTo("Write a decimal number");
    assertThat(draft("duration").ask("", Operator.GREATER, " ", LengthUnit.SECONDS))
        .isEqualTo("A value is missing");
    assertThat(draft("metadata").ask("", Operator.EQUAL, "web", LengthUnit.SECONDS))
        .isEqualTo("A key is missing");
    assertThat(draft("end_time").ask("", Operator.LESS, "soon", LengthUnit.SECONDS))
        .startsWith("Write a day or a time");
    assertThat(asked).isEmpty();
  }

  @Test
  void errorsAreThereOrNot() {
    FilterDraft draft = draft("error_info");

    assertThat(draft.operators("").stream().map(draft::words))
        .containsExactlyInAnyOrder("with errors", "without errors");
    assertThat(draft.ask("", draft.operator(""), "", LengthUnit.SECONDS)).isEmpty();
    assertThat(asked).containsExactly("error_info is_not_empty");
  }

  @Test
  void aKeyChangesWhatCanBeAsked() {
    FilterDraft draft = draft("input");

    assertThat(draft.operators("")).doesNotContain(Operator.IS_EMPTY);
    assertThat(draft.operators("messages[0].role")).contains(Operator.IS_EMPTY);
    assertThat(draft.ask("messages[0].role", Operator.EQUAL, "user", LengthUnit.SECONDS)).isEmpty();
    assertThat(asked).containsExactly("input.messages[0].role = \"user\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRACES | start time, end time, duration, cost, total tokens, input tokens, output tokens,"
            + " LLM calls, input, output, name, errors, error type, tags, ID, thread ID,"
            + " annotation queue ID, score, span score, guardrails, metadata, environment",
        "SPANS | start time, end time, duration, cost, total tokens, input tokens, output tokens,"
            + " input, output, name, errors, error type, tags, ID, trace ID, score, metadata,"
            + " type, provider, model, environment",
        "THREADS | start time, end time, duration, messages, first message, last message, tags,"
            + " ID, annotation queue ID, score, environment"
      })
  void allThatRowsCanBeFilteredByIsFound(LogKind kind, String titles) {
    model.show(kind, "", "");

    assertThat(model.subjects("").stream().map(Subject::title))
        .contains(titles.split(",\\s*"))
        .doesNotHaveDuplicates();
  }

  @Test
  void keysThatRowsHaveAreFoundByTheirNames() {
    model.vocabulary().key("metadata", "channel");
    model.vocabulary().key("feedback_scores", "helpful");

    assertThat(model.subjects("")).contains(new Subject("feedback_scores", "helpful"));
    assertThat(model.subjects("channel")).containsExactly(new Subject("metadata", "channel"));
  }

  private FilterDraft draft(String field) {
    return new FilterDraft(model, Subject.of(field), null);
  }
}
