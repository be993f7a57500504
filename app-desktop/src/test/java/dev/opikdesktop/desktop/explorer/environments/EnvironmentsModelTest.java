package dev.opikdesktop.desktop.explorer.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.Environment;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvironmentsModelTest {
  private static final RunningServer SERVER = RunningServer.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicReference<String> said = new AtomicReference<>();
  private Drawing drawing;
  private EnvironmentsModel model;

  @BeforeEach
  void open() {
    drawing = new Drawing(URI.create("http://localhost:" + SERVER.server().restPort()));
    model = new EnvironmentsModel(drawing.client(), drawing.background());
    drawing.run(model::refresh);
    await().atMost(PATIENCE).until(() -> drawing.on(() -> model.knownProperty().get()));
  }

  /** A workspace has a hundred at most: tests of other kinds need theirs. */
  @AfterEach
  void close() {
    for (Environment each : ours()) {
      drawing.client().environments().delete(each.id());
    }
    drawing.close();
  }

  @Test
  void oneIsMadeRenamedColouredAndDeleted() {
    create("canary", "#eab308");
    Environment canary = ours().getFirst();
    assertThat(colour("canary")).isEqualTo("#eab308");

    drawing.run(() -> model.change(canary, "beta-" + mark, "The brave", "#3b82f6", said::set));
    awaitOurs("beta");
    assertThat(ours().getFirst().description()).isEqualTo("The brave");
    assertThat(colour("beta")).isEqualTo("#3b82f6");

    Environment beta = ours().getFirst();
    drawing.run(() -> model.delete(beta, said::set));
    awaitOurs();
    assertThat(said).hasValue("");
  }

  @Test
  void aNewOneIsTheLastAndMovesUp() {
    create("one", "#64748b");
    create("two", "#64748b");
    awaitOurs("one", "two");

    Environment two = ours().getLast();
    drawing.run(() -> model.move(two, -1, said::set));

    awaitOurs("two", "one");
  }

  @Test
  void aNameThatIsTakenIsRefusedInTheServersWords() {
    create("twin", "#64748b");

    drawing.run(() -> model.create("twin-" + mark, "", "#64748b", said::set));

    await().atMost(PATIENCE).untilAtomic(said, text -> assertThat(text).contains("already"));
  }

  @Test
  void aNameThatComesWithATraceIsAskedForOnce() {
    String seen = "seen-" + mark;
    try (LocalClient api = new LocalClient(SERVER.server().restPort())) {
      api.post(
          "/v1/private/traces",
          "{\"project_name\":\"%s\",\"name\":\"t\",\"start_time\":\"%s\",\"environment\":\"%s\"}"
              .formatted(seen, Instant.now(), seen));
    }

    await().atMost(PATIENCE).until(() -> WebColour.isOne(colour("seen")));
  }

  @Test
  void aColourThatIsNoneIsReplacedByTheNames() {
    create("odd", "red;-fx-x:1");
    awaitOurs("odd");

    assertThat(colour("odd")).startsWith("-od-");
  }

  @Test
  void aGapInTheChangesIsFilled() {
    drawing.client().environments().create(new Environment("", "other-" + mark, "", "#fff", 0));

    drawing.run(() -> model.changed(new Change.Lost()));

    awaitOurs("other");
  }

  private void create(String name, String colour) {
    said.set(null);
    drawing.run(() -> model.create(name + "-" + mark, "", colour, said::set));
    await().atMost(PATIENCE).untilAtomic(said, text -> assertThat(text).isEmpty());
    await().atMost(PATIENCE).until(() -> names().contains(name));
  }

  private String colour(String name) {
    return drawing.on(() -> model.colour(name + "-" + mark));
  }

  private void awaitOurs(String... names) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(names()).containsExactly(names));
  }

  private List<String> names() {
    return ours().stream().map(each -> each.name().replace("-" + mark, "")).toList();
  }

  private List<Environment> ours() {
    return drawing.on(
        () -> model.all().stream().filter(each -> each.name().endsWith(mark)).toList());
  }
}
