package dev.opikdesktop.desktop.explorer.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.wire.Drawing;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindModelTest {
  private Drawing drawing;
  private PayloadModel model;

  @BeforeEach
  void open() {
    drawing = new Drawing(URI.create("http://localhost:1"));
    model = new PayloadModel(drawing.background());
    drawing.run(() -> model.fit(30));
  }

  @AfterEach
  void close() {
    drawing.close();
  }

  @Test
  void hitsAreCountedInAnyCaseAlsoWhereALineIsWrapped() {
    show("{\"a\":\"Kaufhalle\",\"b\":\"" + "x".repeat(15) + "KAUFHALLE\"}");

    find("kaufHALLE", 2);

    assertThat(drawing.on(() -> model.find().currentLine())).isEqualTo(1);
    drawing.run(() -> model.find().go(1));
    assertThat(drawing.on(() -> model.find().currentLine())).isEqualTo(2);
    drawing.run(() -> model.find().go(1));
    assertThat(drawing.on(() -> model.find().currentLine())).isEqualTo(1);
  }

  @Test
  void fiftyMegabytesAreSearchedAside() {
    show("[" + "\"nothing to see here\",".repeat(2_400_000) + "\"needle\"]");

    find("NEEDLE", 1);

    assertThat(drawing.on(() -> model.find().currentLine())).isEqualTo(2_400_001);
  }

  @Test
  void anotherWayToWriteKeepsTheWords() {
    show("{\"a\":{\"b\":\"needle\"}}");
    find("needle", 1);

    drawing.run(() -> model.write(Written.YAML));

    await().until(() -> drawing.on(() -> model.textProperty().get().line(1).text()).contains("b:"));
    await().until(() -> drawing.on(() -> model.find().hitsProperty().get().size()) == 1);
    AtomicReference<String> path = new AtomicReference<>("");
    drawing.run(() -> model.placeOf(1, place -> path.set(place.path())));
    await().until(() -> path.get().equals("a.b"));
  }

  private void show(String json) {
    drawing.run(
        () -> {
          model.open(PayloadModel.Part.INPUT);
          model.show(new Payload(json, false), Payload.NONE, Payload.NONE, null, Instant.EPOCH, "");
        });
    await().until(() -> drawing.on(() -> model.textProperty().get().size()) > 1);
  }

  private void find(String words, int expected) {
    drawing.run(() -> model.find().find(words));
    await().until(() -> drawing.on(() -> model.find().hitsProperty().get().size()) == expected);
  }
}
