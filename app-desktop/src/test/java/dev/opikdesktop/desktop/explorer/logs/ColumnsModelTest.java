package dev.opikdesktop.desktop.explorer.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnsModelTest {
  @TempDir Path folder;

  @Test
  void pinnedColumnsComeFirst() {
    ColumnsModel columns = open();

    columns.pin(entry(columns, "cost"), true);

    assertThat(shown(columns)).startsWith("cost", "start_time", "name");
  }

  @Test
  void whatIsHiddenMovedAndResizedIsRemembered() {
    ColumnsModel columns = open();
    columns.show(entry(columns, "output"), false);
    columns.move(entry(columns, "tags"), entry(columns, "name"));
    columns.resize(entry(columns, "name"), 333);

    ColumnsModel again = open();

    assertThat(shown(again)).startsWith("start_time", "tags", "name").doesNotContain("output");
    assertThat(entry(again, "name").width()).isEqualTo(333);
  }

  @Test
  void aColumnGoesBehindAnotherOneAndIsPinnedAsThatIs() {
    ColumnsModel columns = open();
    columns.pin(entry(columns, "name"), true);

    columns.moveBehind(entry(columns, "cost"), entry(columns, "name"));

    assertThat(shown(columns)).startsWith("name", "cost", "start_time", "input");
    assertThat(entry(columns, "cost").pinned()).isTrue();
    assertThat(columns.all(ColumnsModel.Section.EVERY_ROW))
        .map(each -> each.column().id())
        .startsWith("start_time", "name", "cost", "input");
  }

  @Test
  void aColumnThatAnOlderWindowDidNotKnowStandsWhereItBelongs() {
    WindowState state = WindowState.load(folder.resolve("window.properties"));
    state.put("columns.traces", "tags=90,1,0;name=200,1,0;");
    state.save();

    assertThat(shown(open()))
        .startsWith("start_time", "tags", "environment", "comments", "name", "input");
  }

  @Test
  void placesTurnToTheColumnsOfAnotherKindAtOnce() {
    ColumnsModel threads =
        new ColumnsModel(LogKind.THREADS, WindowState.load(folder.resolve("window.properties")));
    ColumnPlaces places = new ColumnPlaces(open());
    places.fit(900);

    places.show(threads);

    assertThat(places.places())
        .map(place -> place.entry().column().id())
        .startsWith("start_time", "id", "first_message");
  }

  @Test
  void placesShareWhatIsLeftAndScrollOnlyWhatIsNotPinned() {
    ColumnsModel columns = open();
    columns.pin(entry(columns, "name"), true);
    ColumnPlaces places = new ColumnPlaces(columns);

    places.fit(3_000);
    assertThat(places.farthestScroll()).isZero();
    assertThat(places.totalWidth()).isBetween(2_996.0, 3_000.0);

    places.fit(600);
    places.scrollProperty().set(100);
    assertThat(places.visibleX(places.places().getFirst())).isEqualTo(ColumnPlaces.MARKS);
    assertThat(places.visibleX(places.places().get(1))).isEqualTo(places.pinnedWidth() - 100);
  }

  private ColumnsModel open() {
    return new ColumnsModel(LogKind.TRACES, WindowState.load(folder.resolve("window.properties")));
  }

  private static ColumnsModel.Entry entry(ColumnsModel columns, String id) {
    return columns.all().stream()
        .filter(each -> each.column().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> shown(ColumnsModel columns) {
    return columns.shown().stream().map(entry -> entry.column().id()).toList();
  }
}
