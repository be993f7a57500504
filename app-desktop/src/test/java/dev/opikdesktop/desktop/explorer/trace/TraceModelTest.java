package dev.opikdesktop.desktop.explorer.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.payload.PayloadModel;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.SupportAgent;
import dev.opikdesktop.desktop.wire.WireServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceModelTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String TRACE = SupportAgent.id(2, 1);

  private WireServer server;
  private SupportAgent agent;
  private Drawing drawing;
  private TraceModel model;

  @BeforeEach
  void open() throws Exception {
    server = new WireServer();
    agent = new SupportAgent(server, NOON);
    agent.project();
    agent.traces(1);
    agent.spans(1, NOON);
    drawing = new Drawing(server);
    model =
        new TraceModel(
            drawing.client(),
            drawing.background(),
            Clock.fixed(NOON.plusSeconds(60), ZoneOffset.UTC));
    drawing.run(() -> model.open(SupportAgent.PROJECT, TRACE, null));
    await().until(() -> drawing.on(() -> model.rows().size()) == 10);
  }

  @AfterEach
  void close() {
    drawing.close();
    server.close();
  }

  @Test
  void opensWithTheTraceSelectedAndItsInputLaidOut() {
    assertThat(drawing.on(() -> model.selectedProperty().get().node().id())).isEqualTo(TRACE);
    await().until(() -> !drawing.on(() -> model.payload().messagesProperty().get().isEmpty()));
    drawing.run(() -> model.payload().open(PayloadModel.Part.INPUT));
    await().untilAsserted(() -> assertThat(payload()).contains("\"You help customers.\""));
  }

  @Test
  void selectingASpanFetchesItsPayloadAndItsFacts() {
    select("read receipt (image)");
    drawing.run(() -> model.payload().open(PayloadModel.Part.INPUT));

    await().untilAsserted(() -> assertThat(payload()).contains("\"Please read this receipt.\""));
    Facts facts = drawing.on(() -> model.factsProperty().get());
    assertThat(facts.title()).isEqualTo("gpt-4o · read receipt (image)");
    assertThat(facts.subtitle()).isEqualTo("LLM call, span 6 of 9");
    assertThat(facts.lines())
        .contains(
            new Fact("Model", "gpt-4o", ""),
            new Fact("Tokens", "4,212 in · 718 out", ""),
            new Fact("First token", "0.41 s", ""));
  }

  @Test
  void aFoldedRowHidesItsChildrenAndKeepsTheNumbersOfTheRest() {
    drawing.run(() -> model.fold(row("gather-evidence"), true));

    assertThat(names())
        .containsExactly(
            "order-status",
            "plan",
            "choose tools",
            "search_orders",
            "gather-evidence",
            "refund_payment",
            "apology");
    assertThat(drawing.on(() -> row("apology").number())).isEqualTo(9);

    drawing.run(() -> model.fold(row("gather-evidence"), false));
    assertThat(drawing.on(() -> model.rows().size())).isEqualTo(10);
  }

  @Test
  void movingStopsAtTheEnds() {
    drawing.run(() -> model.move(-1));
    assertThat(drawing.on(model::indexOfSelected)).isZero();

    drawing.run(() -> model.move(100));
    assertThat(drawing.on(model::indexOfSelected)).isEqualTo(9);
  }

  @Test
  void aSpanThatIsLoggedLaterGrowsTheTreeAndLeavesTheSelection() {
    select("search_orders");
    drawing.follow(model::changed);
    await().until(() -> server.openStreams() == 1);

    agent.orphan(1, NOON);

    await().until(() -> drawing.on(() -> model.rows().size()) == 12);
    assertThat(names()).contains("Spans without their parent", "left behind");
    assertThat(drawing.on(() -> model.selectedProperty().get().node().name()))
        .isEqualTo("search_orders");
  }

  @Test
  void theErrorOfASpanHasAPageOfItsOwn() {
    select("refund_payment");
    await().until(() -> drawing.on(() -> model.payload().errorProperty().get()) != null);

    drawing.run(() -> model.payload().open(PayloadModel.Part.ERROR));

    await().untilAsserted(() -> assertThat(payload()).contains("ToolTimeout: took too long"));
  }

  @Test
  void theErrorsOfATraceLeadToTheSpansThatFailed() {
    await()
        .untilAsserted(
            () ->
                assertThat(drawing.on(() -> model.factsProperty().get().lines()))
                    .contains(new Fact("Errors", "1", "in its spans", Fact.Leads.ERRORS)));
  }

  @Test
  void homeAndEndAreFarMoves() {
    drawing.run(() -> model.move(Integer.MAX_VALUE / 2));
    assertThat(drawing.on(() -> model.selectedProperty().get().node().name())).isEqualTo("apology");
    drawing.run(() -> model.move(Integer.MIN_VALUE / 2));
    assertThat(drawing.on(model::indexOfSelected)).isZero();
  }

  @Test
  void foldingAllLeavesTheTopAndUnfoldingAllShowsEverything() {
    drawing.run(() -> model.foldAll(true));
    assertThat(names())
        .containsExactly(
            "order-status",
            "plan",
            "search_orders",
            "gather-evidence",
            "refund_payment",
            "apology");

    drawing.run(() -> model.foldAll(false));
    assertThat(names()).hasSize(10);
  }

  @Test
  void foldingTheParentOfTheSelectedSpanSelectsTheParent() {
    select("pii-check");

    drawing.run(() -> model.fold(row("gather-evidence"), true));

    assertThat(drawing.on(() -> model.selectedProperty().get().node().name()))
        .isEqualTo("gather-evidence");
    assertThat(drawing.on(() -> model.factsProperty().get().below()))
        .contains(new Fact("Spans", "4", ""), new Fact("Tokens", "4,930", ""));
  }

  @Test
  void aSearchLeavesTheHitsAndTheWayToThem() {
    drawing.run(() -> model.filter().wordsProperty().set("RECEIPT (im"));

    await()
        .untilAsserted(
            () ->
                assertThat(names())
                    .containsExactly("order-status", "gather-evidence", "read receipt (image)"));
    assertThat(drawing.on(() -> model.rows().stream().map(SpanRow::mark).toList()))
        .containsExactly(SpanRow.Mark.WAY, SpanRow.Mark.WAY, SpanRow.Mark.HIT);

    drawing.run(() -> model.nextHit(true));
    assertThat(drawing.on(() -> model.selectedProperty().get().node().name()))
        .isEqualTo("read receipt (image)");

    drawing.run(() -> model.filter().clear());
    assertThat(names()).hasSize(10);
    assertThat(drawing.on(model::indexOfSelected)).isEqualTo(6);
  }

  @Test
  void theServerSearchesThePayloads() {
    agent.orphan(1, NOON);
    drawing.run(() -> model.filter().wordsProperty().set("Kaufhalle"));

    await()
        .until(
            () -> drawing.on(() -> model.hitsTextProperty().get()),
            text -> text.contains("9 hits"));
    assertThat(drawing.on(() -> model.rows().size())).isEqualTo(10);
  }

  @Test
  void filtersAreCombinedAndHitsGoRoundInACircle() {
    drawing.run(
        () -> {
          model.filter().kindProperty(SpanKind.TOOL).set(true);
          model.filter().kindProperty(SpanKind.LLM).set(true);
        });
    await().until(() -> names().size() == 9);
    assertThat(drawing.on(() -> model.hitsTextProperty().get())).isEqualTo("6 hits");

    drawing.run(() -> model.filter().errorsProperty().set(true));
    await()
        .untilAsserted(() -> assertThat(names()).containsExactly("order-status", "refund_payment"));
    drawing.run(() -> model.nextHit(false));
    assertThat(drawing.on(() -> model.selectedProperty().get().node().name()))
        .isEqualTo("refund_payment");
    drawing.run(() -> model.nextHit(true));
    assertThat(drawing.on(() -> model.hitsTextProperty().get())).isEqualTo("1 of 1 hit");
  }

  @Test
  void aChangeTellsOnlyTheRowsThatLookDifferent() {
    List<String> told = new ArrayList<>();
    drawing.run(
        () ->
            model
                .rows()
                .addListener(
                    (ListChangeListener<SpanRow>)
                        change -> {
                          while (change.next()) {
                            told.add(change.getFrom() + "-" + change.getTo());
                          }
                        }));

    drawing.run(() -> model.fold(row("gather-evidence"), true));

    // The folded row itself, and the three that were below it.
    assertThat(told).containsExactly("4-5");
  }

  private void select(String name) {
    drawing.run(() -> model.select(row(name)));
  }

  private SpanRow row(String name) {
    return model.rows().stream()
        .filter(row -> row.node().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<String> names() {
    return drawing.on(() -> model.rows().stream().map(row -> row.node().name()).toList());
  }

  private String payload() {
    return drawing.on(
        () -> {
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < model.payload().textProperty().get().size(); i++) {
            text.append(model.payload().textProperty().get().line(i).text()).append('\n');
          }
          return text.toString();
        });
  }
}
