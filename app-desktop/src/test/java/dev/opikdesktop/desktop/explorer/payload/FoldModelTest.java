package dev.opikdesktop.desktop.explorer.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.explorer.text.Embedded;
import dev.opikdesktop.desktop.wire.Drawing;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FoldModelTest {
  private Drawing drawing;
  private PayloadModel model;

  @BeforeEach
  void open() {
    drawing = new Drawing(URI.create("http://localhost:1"));
    model = new PayloadModel(drawing.background());
  }

  @AfterEach
  void close() {
    drawing.close();
  }

  @Test
  void aHitInAFoldedPartIsUnfolded() {
    show("{\"a\":{\"b\":{\"c\":\"needle\"}},\"d\":1}");
    drawing.run(() -> model.folds().foldTo(1));
    await().until(() -> drawing.on(() -> model.folds().rows().size()) == 4);

    drawing.run(() -> model.find().find("needle"));
    await().until(() -> drawing.on(() -> model.find().currentLine()) == 3);
    int row = drawing.on(() -> model.folds().reveal(model.find().currentLine()));

    assertThat(drawing.on(() -> model.folds().rows().get(row).text())).contains("needle");
  }

  @Test
  void onlyTheRowsInBetweenAreTold() {
    show("{\"a\":[1,2,3],\"b\":2}");
    List<String> told = new ArrayList<>();
    drawing.run(
        () ->
            model
                .folds()
                .rows()
                .addListener(
                    (ListChangeListener<Object>)
                        change -> {
                          while (change.next()) {
                            told.add(
                                change.getFrom()
                                    + " +"
                                    + change.getAddedSize()
                                    + " -"
                                    + change.getRemovedSize());
                          }
                        }));

    drawing.run(() -> model.folds().fold(1, true));
    drawing.run(() -> model.folds().toggle(1));

    assertThat(drawing.on(() -> List.copyOf(told))).containsExactly("1 +1 -5", "1 +5 -1");
  }

  @Test
  void leftLeadsToWhatAValueIsInsideOf() {
    show("{\"a\":[1,{\"c\":3},5],\"b\":2}");

    assertThat(drawing.on(() -> model.folds().rowAround(4))).isEqualTo(3);
    assertThat(drawing.on(() -> model.folds().rowAround(3))).isEqualTo(1);
    assertThat(drawing.on(() -> model.folds().rowAround(6))).isEqualTo(1);
    assertThat(drawing.on(() -> model.folds().rowAround(1))).isZero();
    assertThat(drawing.on(() -> model.folds().rowAround(0))).isZero();
  }

  @Test
  void anotherWidthKeepsWhatIsFolded() {
    show("{\"a\":{\"b\":\"" + "x".repeat(200) + "\"},\"c\":1}");
    drawing.run(() -> model.folds().fold(1, true));

    drawing.run(() -> model.fit(41));

    await().until(() -> drawing.on(() -> model.textProperty().get().columns()) == 41);
    assertThat(drawing.on(() -> model.folds().rows().size())).isEqualTo(4);
  }

  @Test
  void fiftyMegabytesAreFoldedInAMoment() {
    show("[" + "{\"name\":\"Blender\",\"price\":49.90},".repeat(1_600_000) + "{\"last\":1}]");
    assertThat(drawing.on(() -> model.folds().rows().size())).isEqualTo(6_400_005);

    drawing.run(() -> model.folds().foldTo(1));

    await().until(() -> drawing.on(() -> model.folds().rows().size()) == 1_600_003);
    assertThat(drawing.on(() -> model.folds().rows().get(800_000).text()))
        .isEqualTo("  {2 fields},");
    drawing.run(() -> model.folds().fold(800_000, false));
    assertThat(drawing.on(() -> model.folds().rows().size())).isEqualTo(1_600_006);
    AtomicReference<String> path = new AtomicReference<>("");
    drawing.run(() -> model.placeOf(800_001, place -> path.set(place.path())));
    await().until(() -> path.get().equals("[799999].name"));
  }

  @Test
  void aFileInsideOfAPayloadIsOpenedByItsPath() {
    String base64 = "iVBORw0KGgoAAAANSUhEUgAA".repeat(20);
    show("{\"images\":[\"data:image/png;base64," + base64 + "\"]}");
    AtomicReference<String> opened = new AtomicReference<>("");
    drawing.run(
        () ->
            model.whenDataOpened(
                (path, data) -> opened.set(path + " " + data.type() + " " + data.base64())));

    drawing.run(() -> model.openData(2));

    await().until(() -> opened.get().equals("images[0] image/png " + base64));
    assertThat(new Embedded("image/png", base64).bytes()).isEqualTo(360);
  }

  private void show(String json) {
    drawing.run(
        () -> {
          model.open(PayloadModel.Part.INPUT);
          model.show(new Payload(json, false), Payload.NONE, Payload.NONE, null, Instant.EPOCH, "");
        });
    await().until(() -> drawing.on(() -> model.textProperty().get().size()) > 1);
  }
}
