package dev.opikdesktop.desktop.explorer.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.LoggedRows;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a whole server. */
class FiguresModelTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final LoggedRows LOGGED = new LoggedRows(4);

  @TempDir Path folder;
  private Drawing drawing;
  private FiguresModel figures;

  @BeforeEach
  void open() {
    drawing = new Drawing(LoggedRows.url());
    figures =
        new FiguresModel(
            drawing.client(),
            drawing.background(),
            Clock.systemUTC(),
            WindowState.load(folder.resolve("window.properties")));
  }

  @AfterEach
  void close() {
    drawing.close();
  }

  @ParameterizedTest
  @EnumSource(LogKind.class)
  void theBarsAreOfTheFigureThatIsChosen(LogKind kind) {
    ask(kind);
    await().atMost(LONG).untilAsserted(() -> assertThat(sum()).isEqualTo(4));

    drawing.run(() -> figures.chart(Charted.DURATION));
    double millis = kind == LogKind.SPANS ? 1_000 : 2_000;
    await().atMost(LONG).untilAsserted(() -> assertThat(most()).isEqualTo(millis));

    drawing.run(() -> figures.chart(Charted.COST));
    await().atMost(LONG).untilAsserted(() -> assertThat(sum()).isBetween(0.00001, 0.1));

    drawing.run(() -> figures.chart(Charted.COUNT));
    await().atMost(LONG).untilAsserted(() -> assertThat(sum()).isEqualTo(4));
  }

  @Test
  void whatIsChosenStaysWhenTheFiguresAreAskedForAgain() {
    drawing.run(() -> figures.chart(Charted.DURATION));

    ask(LogKind.TRACES);

    await().atMost(LONG).untilAsserted(() -> assertThat(most()).isEqualTo(2_000));
  }

  @Test
  void threadsHaveNoErrorsAndShowHowManyThereAre() {
    drawing.run(() -> figures.chart(Charted.ERRORS));

    ask(LogKind.THREADS);

    await().atMost(LONG).untilAsserted(() -> assertThat(sum()).isEqualTo(4));
    assertThat(drawing.on(figures::figures)).doesNotContainKey(Charted.ERRORS);
  }

  @ParameterizedTest
  @EnumSource(LogKind.class)
  void theAverageDurationIsShownUntilAnotherIsChosen(LogKind kind) {
    ask(kind);
    String seconds = kind == LogKind.SPANS ? "1.00 s" : "2.00 s";
    await().atMost(LONG).until(() -> duration().value().equals(seconds));
    assertThat(duration().title()).isEqualTo("Average duration");

    drawing.run(() -> figures.measure(DurationMeasure.P90));
    await().atMost(LONG).until(() -> duration().title().equals("p90 duration"));
    assertThat(duration().value()).isEqualTo(seconds);
  }

  @Test
  void theAverageOfAllTimeHasNothingToBeComparedWith() {
    askFor(all(LogKind.TRACES), TimeRange.ALL);

    await().atMost(LONG).until(() -> duration().value().equals("2.00 s"));
    assertThat(duration().title()).isEqualTo("Average duration");
    assertThat(duration().change()).isEmpty();
  }

  @Test
  void theMedianStandsForAnAverageThatSearchedRowsDoNotHave() {
    LogQuery searched = all(LogKind.TRACES).searching("", "answer");
    askFor(searched, TimeRange.ALL);

    await().atMost(LONG).until(() -> !duration().value().equals("—"));
    assertThat(duration().title()).isEqualTo("Median duration");
  }

  private Figure duration() {
    return drawing.on(() -> figures.figures().get(Charted.DURATION));
  }

  private LogQuery all(LogKind kind) {
    return LogQuery.all(LOGGED.project(drawing.client()).id(), kind);
  }

  private void askFor(LogQuery query, TimeRange range) {
    drawing.run(() -> figures.ask(query, range, took -> {}));
  }

  private void ask(LogKind kind) {
    askFor(all(kind), TimeRange.of(Duration.ofDays(1)));
  }

  private double sum() {
    return drawing.on(
        () -> figures.barsProperty().get().stream().mapToDouble(FiguresModel.Bar::value).sum());
  }

  private double most() {
    return drawing.on(
        () ->
            figures.barsProperty().get().stream()
                .mapToDouble(FiguresModel.Bar::value)
                .max()
                .orElse(0));
  }
}
