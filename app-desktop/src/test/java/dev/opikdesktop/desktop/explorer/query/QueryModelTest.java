package dev.opikdesktop.desktop.explorer.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryModelTest {
  private final List<String> asked = new ArrayList<>();
  private final List<String> lookedUp = new ArrayList<>();
  @TempDir Path folder;
  private QueryModel model;

  @BeforeEach
  void open() {
    Pins pins = new Pins(WindowState.load(folder.resolve("window.properties")));
    model =
        new QueryModel(
            pins,
            new Vocabulary(),
            (kind, subject) -> lookedUp.add(subject.code()),
            (oql, words) -> asked.add(oql + "|" + words));
    List.copyOf(model.pinned()).forEach(pin -> model.pin(pin, false));
  }

  @Test
  void aConditionIsAskedForAndHasAChip() {
    write("duration > 5000 and (tags contains \"web\" or not error_info is_empty)");

    assertThat(asked).hasSize(1);
    assertThat(model.chipsProperty().get())
        .extracting(chip -> chip.title() + "~" + chip.rest())
        .containsExactly("duration~> 5 s", "~tags contains web or (not without errors)");
  }

  @Test
  void plainWordsMayStandAnywhere() {
    write("my parcel never came");

    assertThat(asked).containsExactly("|my parcel never came");
    assertThat(model.textProperty().get()).isEmpty();
    assertThat(model.chipsProperty().get()).extracting(Chip::title).containsExactly("anywhere");
  }

  @Test
  void aMistakeIsShownWhereItIsAndNothingIsAskedFor() {
    write("duration > ");

    assertThat(asked).isEmpty();
    assertThat(model.mistakeProperty().get()).isNotNull();
    assertThat(model.mistakeProperty().get().at().offset()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void whatTheServerCannotAskIsAMistakeAtItsPlace() {
    model.setWithoutOr(true);

    write("duration > 5000 and (name = \"a\" or name = \"b\")");

    assertThat(asked).isEmpty();
    assertThat(model.mistakeProperty().get().message()).contains("no OR");
    assertThat(model.mistakeProperty().get().at().offset()).isEqualTo(21);

    write("duration > 5000 and name = \"a\"");
    assertThat(asked).hasSize(1);
    assertThat(model.mistakeProperty().get()).isNull();
  }

  @Test
  void aChipThatIsTakenAwayTakesItsPartOfTheTextAway() {
    write("duration > 5000 AND name = \"plan\"");

    model.remove(model.chipsProperty().get().getFirst());

    assertThat(model.textProperty().get()).isEqualTo("name = \"plan\"");
    assertThat(asked).last().isEqualTo("name = \"plan\"|");
  }

  @Test
  void aValueWithQuotesIsAskedForAsItIs() {
    model.add("name", "", Operator.EQUAL, "say \"hi\"");

    assertThat(asked).containsExactly("name = \"say \"\"hi\"\"\"|");
  }

  @Test
  void theSameConditionIsAddedOnce() {
    model.add("tags", "", Operator.CONTAINS, "web");
    model.add("tags", "", Operator.CONTAINS, "web");

    assertThat(model.chipsProperty().get()).hasSize(1);
  }

  @Test
  void whatIsAskedOfAFieldIsReplacedAndTheRestStays() {
    write("environment = \"staging\" AND duration > 5");
    assertThat(model.conditions("environment")).hasSize(1);

    model.replace("environment", new Oql.Condition("environment", "", Operator.IS_EMPTY, ""));
    assertThat(asked).last().isEqualTo("duration > 5 AND environment is_empty|");

    model.replace("environment", null);
    assertThat(asked).last().isEqualTo("duration > 5|");
    assertThat(model.conditions("environment")).isEmpty();
  }

  @Test
  void anOrStaysOneConditionWhenAnotherIsAdded() {
    write("name = \"a\" or name = \"b\"");

    model.add("tags", "", Operator.CONTAINS, "web");

    assertThat(model.textProperty().get())
        .isEqualTo("(name = \"a\" OR name = \"b\") AND tags contains \"web\"");
  }

  @Test
  void fieldsOperatorsKeysAndValuesAreCompleted() {
    model.show(LogKind.TRACES, "", "");
    model.vocabulary().key("metadata", "channel");
    model.vocabulary().value("metadata", "channel", "web");
    model.vocabulary().value("tags", "", "vip");

    assertThat(completions("dura")).contains("duration");
    assertThat(completions("duration ")).contains(">", "<=").doesNotContain("contains");
    assertThat(completions("metadata.")).containsExactly("metadata.channel");
    assertThat(completions("metadata.channel = ")).contains("\"web\"");
    assertThat(completions("tags contains \"v")).containsExactly("\"vip\"");
    assertThat(completions("duration > 5 ")).contains("AND", "OR");
  }

  @Test
  void whatTheServerCannotAskIsNotOffered() {
    assertThat(completions("")).isNotEmpty();
    assertThat(completions("name = \"a\" AND ")).contains("NOT", "name");
    model.setWithoutOr(true);

    assertThat(completions("duration > 5 ")).containsExactly("AND");
    assertThat(completions("name = \"a\" AND ")).contains("name").doesNotContain("NOT", "(");
  }

  @Test
  void anOrThatIsShownToAServerWithoutOneIsAMistake() {
    model.setWithoutOr(true);

    model.show(LogKind.TRACES, "name = \"a\" OR name = \"b\"", "");

    assertThat(model.mistakeProperty().get().message()).contains("no OR");
  }

  @Test
  void aChipSaysWhatItAsksAndInWhichUnit() {
    write(
        "tags contains \"web\" AND duration >= 250 AND ttft < 1500 AND error_info is_not_empty"
            + " AND usage.total_tokens > 5 AND feedback_scores.helpful is_empty"
            + " AND name starts_with \"plan\" AND metadata.channel != \"web\"");

    assertThat(model.chipsProperty().get())
        .extracting(chip -> chip.title() + "~" + chip.rest())
        .containsExactly(
            "tags~contains web",
            "duration~≥ 250 ms",
            "time to first token~< 1.5 s",
            "with errors~",
            "total tokens~> 5",
            "score helpful~is empty",
            "name~starts with plan",
            "metadata.channel~≠ web");
  }

  @Test
  void whatIsPinnedHasAChipAndItsConditionsStandInItsPlace() {
    model.pin(Subject.of("error_info"), true);
    model.pin(Subject.of("metadata"), true);
    model.pin(new Subject("metadata", "channel"), true);
    assertThat(chipTexts()).containsExactly("errors", "metadata", "metadata.channel");

    write("duration > 5 AND metadata.channel = \"web\" AND metadata.step = \"1\"");
    assertThat(chipTexts())
        .containsExactly(
            "errors", "metadata.step = 1", "metadata.channel = web", "duration > 5 ms");

    model.remove(model.chipsProperty().get().get(1));
    assertThat(chipTexts())
        .containsExactly("errors", "metadata", "metadata.channel = web", "duration > 5 ms");
  }

  @Test
  void aChangedConditionStaysInItsPlace() {
    write("duration > 5 AND name = \"plan\"");

    model.change(
        model.conditions("duration").getFirst(),
        new Oql.Condition("duration", "", Operator.LESS, "7"));

    assertThat(asked).last().isEqualTo("duration < 7 AND name = \"plan\"|");
  }

  @Test
  void fieldsAreCompletedWithTheirUnits() {
    assertThat(model.completions("dur", 3))
        .first()
        .isEqualTo(new Completions.Completion("duration", "in milliseconds", 0));
    model.vocabulary().key("metadata", "created_from");
    assertThat(model.completions("metadata.", 9))
        .containsExactly(new Completions.Completion("metadata.created_from", "", 0));
    assertThat(model.completions("duration > ", 11))
        .contains(new Completions.Completion("5000", "5 s", 11));
  }

  @Test
  void whatAValueIsAboutToBeWrittenOfIsLookedUp() {
    model.completions("tags contains ", 14);
    model.completions("feedback_scores.", 16);

    model.completions("metadata.channel = ", 19);

    assertThat(lookedUp).containsExactly("tags", "feedback_scores", "metadata.channel");
  }

  private List<String> chipTexts() {
    return model.chipsProperty().get().stream().map(Chip::text).toList();
  }

  @Test
  void aTextThatWasNotAskedForIsTakenBack() {
    write("duration > 5");
    model.textProperty().set("duration > 5 AND na");
    assertThat(model.isDraft()).isTrue();

    model.takeBack();

    assertThat(model.isDraft()).isFalse();

    assertThat(model.textProperty().get()).isEqualTo("duration > 5");
    assertThat(asked).hasSize(1);
  }

  @Test
  void onlyWhatIsAskedOrSearchedForAsItStandsIsAQuery() {
    assertThat(model.isQuery("duration > 5 or tags is_empty")).isTrue();
    assertThat(model.isQuery("my parcel")).isTrue();
    assertThat(model.isQuery("")).isTrue();
    assertThat(model.isQuery("duration > 5 or ta")).isFalse();
  }

  private List<String> completions(String text) {
    return model.completions(text, text.length()).stream()
        .map(Completions.Completion::word)
        .toList();
  }

  private void write(String text) {
    model.textProperty().set(text);
    model.ask();
  }
}
