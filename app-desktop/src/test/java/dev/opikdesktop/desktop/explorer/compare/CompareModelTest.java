package dev.opikdesktop.desktop.explorer.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.TwoTraces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the real server. */
class CompareModelTest {
  private TwoTraces traces;
  private Drawing drawing;
  private CompareModel model;
  private String project;

  @BeforeEach
  void open() {
    traces = new TwoTraces();
    drawing = new Drawing(TwoTraces.url());
    model =
        drawing.on(
            () ->
                new CompareModel(
                    drawing.client(), drawing.background(), Clock.systemDefaultZone()));
    project = traces.projectId();
    drawing.run(() -> model.open(project, traces.left(), traces.right()));
    patiently().until(() -> !titles().isEmpty());
  }

  @AfterEach
  void close() {
    drawing.close();
    traces.close();
  }

  @Test
  void spansOfBothStandInPairsAndThoseOfOneWhereTheyBelong() {
    assertThat(titles())
        .containsExactly(
            "answer a customer", "plan", "gpt-4o → gpt-4o-mini", "look up", "ask the courier");
    assertThat(drawing.on(() -> Difference.words(model.rows().get(4).differences())))
        .isEqualTo("only right");
  }

  @Test
  void theMeasuresSayByHowMuchAndWhetherThatIsBetter() {
    List<Measure> measures = drawing.on(() -> model.comparisonProperty().get().measures());

    assertThat(measures)
        .contains(
            new Measure("Duration", "2.00 s", "3.00 s", "+1.00 s", "+50 %", Measure.Verdict.WORSE),
            new Measure("Spans", "3", "4", "+1", "+33 %", Measure.Verdict.NONE));
  }

  @Test
  void rowsSayInWhichPayloadsTheyDiffer() {
    patiently()
        .until(() -> drawing.on(() -> model.summaryProperty().get()).equals("3 of 5 rows differ"));

    assertThat(
            drawing.on(
                () ->
                    model.rows().stream().map(row -> Difference.words(row.differences())).toList()))
        .containsExactly("output", "", "name, model, output", "", "only right");
  }

  @Test
  void aDifferenceBehindWhatAListTellsIsFound() {
    String same = "x".repeat(30_000);
    traces.span(traces.left(), null, "tool", "long", traces.object().put("text", same + "a"));
    traces.span(traces.right(), null, "tool", "long", traces.object().put("text", same + "b"));
    drawing.run(
        () -> {
          model.close();
          model.open(project, traces.left(), traces.right());
        });

    patiently()
        .until(
            () ->
                drawing.on(
                    () ->
                        model.rows().stream()
                            .anyMatch(
                                row ->
                                    row.title().equals("long")
                                        && Difference.words(row.differences()).equals("output"))));
  }

  @Test
  void onlyDifferencesLeavesTheWayToThem() {
    drawing.run(() -> model.onlyDifferentProperty().set(true));

    patiently().until(() -> !titles().contains("look up"));
    assertThat(titles()).contains("gpt-4o → gpt-4o-mini", "ask the courier");
  }

  @Test
  void aSearchFindsNamesOfEitherSide() {
    drawing.run(() -> model.wordsProperty().set("O-MINI"));

    patiently()
        .untilAsserted(
            () ->
                assertThat(titles())
                    .containsExactly("answer a customer", "plan", "gpt-4o → gpt-4o-mini"));
    assertThat(drawing.on(() -> model.rows().get(1).way())).isTrue();
  }

  @Test
  void theNextDifferenceIsFoundBelowAFoldedRow() {
    drawing.run(() -> model.fold(model.rows().get(1), true));
    patiently().until(() -> titles().size() == 4);
    drawing.run(() -> model.select(model.rows().get(1)));

    drawing.run(() -> model.nextDifferent(true));

    patiently().until(() -> titles().size() == 5);
    assertThat(selected()).isEqualTo("gpt-4o → gpt-4o-mini");
  }

  @Test
  void aSpanThatIsLoggedLaterAppearsAndTheSelectionStays() {
    drawing.follow(model::changed);
    drawing.run(() -> model.select(model.rows().get(3)));

    // Logged again until it is seen: the stream of changes may not be open yet.
    patiently()
        .until(
            () -> {
              traces.span(traces.left(), null, "tool", "apologise", traces.object());
              return titles().contains("apologise");
            });

    assertThat(selected()).isEqualTo("look up");
  }

  @Test
  void thePayloadsOfTheSelectedPairAreCompared() {
    patiently()
        .until(() -> drawing.on(() -> model.diff().summaryProperty().get()).equals("1 change"));

    drawing.run(() -> model.select(model.rows().get(3)));

    patiently()
        .until(
            () -> drawing.on(() -> model.diff().summaryProperty().get()).equals("No difference"));
  }

  @Test
  void theOtherWayRoundLeftIsRight() {
    drawing.run(() -> model.open(project, traces.right(), traces.left()));

    patiently().until(() -> titles().contains("gpt-4o-mini → gpt-4o"));
    assertThat(drawing.on(() -> model.rows().get(4).right())).isNull();
  }

  private List<String> titles() {
    return drawing.on(() -> model.rows().stream().map(ComparedRow::title).toList());
  }

  private String selected() {
    return drawing.on(() -> model.selectedProperty().get().title());
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(30));
  }
}
