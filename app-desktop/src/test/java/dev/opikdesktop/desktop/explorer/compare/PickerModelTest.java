package dev.opikdesktop.desktop.explorer.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.TwoTraces;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the real server. */
class PickerModelTest {
  private TwoTraces traces;
  private Drawing drawing;
  private PickerModel model;

  @BeforeEach
  void open() {
    traces = new TwoTraces();
    drawing = new Drawing(TwoTraces.url());
    model = drawing.on(() -> new PickerModel(drawing.client(), drawing.background()));
  }

  @AfterEach
  void close() {
    drawing.close();
    traces.close();
  }

  @Test
  void theRunBeforeOfTheSameNameComesFirst() {
    offerFor(traces.right());

    patiently().until(() -> !candidates().isEmpty());
    assertThat(candidates())
        .singleElement()
        .satisfies(
            candidate -> {
              assertThat(candidate.id()).isEqualTo(traces.left());
              assertThat(candidate.note()).isEqualTo("previous run");
            });
  }

  @Test
  void theFirstRunHasNoneBeforeIt() {
    offerFor(traces.left());

    patiently().until(() -> !candidates().isEmpty());
    assertThat(candidates())
        .singleElement()
        .satisfies(
            candidate -> {
              assertThat(candidate.id()).isEqualTo(traces.right());
              assertThat(candidate.note()).isEmpty();
            });
  }

  @Test
  void aTraceIsFoundByItsIdAndByWords() {
    offerFor(traces.right());
    drawing.run(() -> model.wordsProperty().set(traces.left()));
    patiently()
        .until(() -> candidates().stream().anyMatch(each -> each.note().equals("of this id")));

    drawing.run(() -> model.wordsProperty().set("nobody said this"));
    patiently().until(() -> candidates().isEmpty());
    drawing.run(() -> model.wordsProperty().set("Friday"));
    patiently().until(() -> !candidates().isEmpty());

    assertThat(candidates()).extracting(Candidate::id).containsExactly(traces.left());
  }

  private void offerFor(String trace) {
    var compared = drawing.client().trace(trace);
    drawing.run(() -> model.open(compared));
  }

  private List<Candidate> candidates() {
    return drawing.on(() -> List.copyOf(model.candidates()));
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(30));
  }
}
