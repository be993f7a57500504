package dev.opikdesktop.desktop.explorer.settings.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.ModelPrice;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PricesModelTest {
  private static final RunningServer SERVER = RunningServer.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicReference<String> said = new AtomicReference<>();
  private Drawing drawing;
  private PricesModel model;

  @BeforeEach
  void open() {
    drawing = new Drawing(URI.create("http://localhost:" + SERVER.server().restPort()));
    model = new PricesModel(drawing.client(), drawing.background());
    drawing.run(model::refresh);
    await().atMost(PATIENCE).until(() -> drawing.on(() -> model.knownProperty().get() != null));
  }

  @AfterEach
  void close() {
    for (ModelPrice each : drawing.client().prices().known().prices()) {
      if (each.model().contains(mark)) {
        drawing.client().prices().remove(each);
      }
    }
    drawing.close();
  }

  @Test
  void aPriceIsFoundByWordsOfProviderAndModel() {
    drawing.run(() -> model.searchProperty().set("OPENAI gpt-4o-mini"));

    List<ModelPrice> found = drawing.on(() -> List.copyOf(model.shown()));

    assertThat(found).isNotEmpty();
    assertThat(found)
        .allMatch(
            price -> price.provider().equals("openai") && price.model().contains("gpt-4o-mini"));
    assertThat(found)
        .filteredOn(price -> price.model().equals("gpt-4o-mini"))
        .extracting(price -> Dollars.shown(price.input()))
        .containsExactly("$0.15");
  }

  @Test
  void aPriceIsAddedRenamedAndTakenOut() {
    write(null, "a-" + mark, "2.5");
    ModelPrice first = own().getFirst();
    assertThat(Dollars.aMillion(first.input())).isEqualTo("2.5");

    write(first, "b-" + mark, "0.075");
    awaitOwn("b-" + mark);

    ModelPrice renamed = own().getFirst();
    drawing.run(() -> model.remove(renamed, said::set));
    awaitOwn();
  }

  @Test
  void aPriceThatIsRefusedIsSaidInTheServersWords() {
    drawing.run(() -> model.write(null, price(" ", "1"), said::set));

    await().atMost(PATIENCE).untilAtomic(said, text -> assertThat(text).contains("model"));
  }

  @Test
  void spansOfAModelWithoutAPriceCostSomethingOnceThereIsOneAndCostsAreRecomputed() {
    String project = "prices-" + mark;
    UUID older = span(project);
    assertThat(cost(older)).isNull();

    write(null, "c-" + mark, "1000");

    assertThat(cost(span(project))).isEqualTo(1);
    RecomputeModel recompute = new RecomputeModel(drawing.client(), drawing.background());
    drawing.run(recompute::refresh);
    await().atMost(PATIENCE).until(() -> drawing.on(() -> choose(recompute, project)));
    drawing.run(recompute::start);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                drawing
                    .on(() -> recompute.saidProperty().get())
                    .equals("1 of 2 spans have another cost now."));
    assertThat(cost(older)).isEqualTo(1);
  }

  private static boolean choose(RecomputeModel recompute, String project) {
    recompute.choices().stream()
        .filter(choice -> choice.name().equals(project))
        .forEach(recompute.choiceProperty()::set);
    return recompute.choiceProperty().get().name().equals(project);
  }

  private void write(ModelPrice before, String name, String dollars) {
    said.set(null);
    drawing.run(() -> model.write(before, price(name, dollars), said::set));
    await().atMost(PATIENCE).untilAtomic(said, text -> assertThat(text).isEmpty());
    await()
        .atMost(PATIENCE)
        .until(() -> own().stream().anyMatch(price -> price.model().equals(name)));
  }

  private static ModelPrice price(String name, String dollars) {
    return new ModelPrice(
        "ours", name, "", Dollars.read(dollars).orElseThrow(), null, null, null, true, false);
  }

  private void awaitOwn(String... names) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(own().stream().map(ModelPrice::model)).containsExactly(names));
  }

  private List<ModelPrice> own() {
    return drawing.on(
        () -> {
          model.ownOnlyProperty().set(true);
          model.searchProperty().set(mark);
          return List.copyOf(model.shown());
        });
  }

  private UUID span(String project) {
    UUID id = TimeOrderedIds.next();
    try (LocalClient api = new LocalClient(SERVER.server().restPort())) {
      api.post(
          "/v1/private/spans",
          """
          {"id": "%s", "trace_id": "%s", "project_name": "%s", "provider": "ours", "type": "llm",
           "start_time": "2026-11-23T11:00:00Z", "model": "c-%s", "usage": {"prompt_tokens": 1000}}
          """
              .formatted(id, TimeOrderedIds.next(), project, mark));
    }
    return id;
  }

  private Double cost(UUID span) {
    return drawing.client().span(span.toString()).cost();
  }
}
