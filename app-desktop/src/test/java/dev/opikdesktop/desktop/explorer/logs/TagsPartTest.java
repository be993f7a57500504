package dev.opikdesktop.desktop.explorer.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

@Tag("window")
class TagsPartTest {
  private static final String TAGS =
      "{\"id\": \"t\", \"tags\": [\"web\", \"vip\", \"refund\", \"eu-west\", \"retry\"]}";

  @BeforeAll
  static void startJavaFx() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void thereAreAsManyTagsAsFitAndTheNumberOfTheOthers() throws Exception {
    List<String> some = shown(TAGS, 130, 31, false);
    assertThat(some).hasSizeBetween(2, 4).startsWith("web");
    assertThat(some.getLast()).isEqualTo("+" + (5 - (some.size() - 1)));

    assertThat(shown(TAGS, 900, 31, false))
        .containsExactly("web", "vip", "refund", "eu-west", "retry");
  }

  @Test
  void aHighRowHasLinesOfThem() throws Exception {
    assertThat(shown(TAGS, 130, 159, true))
        .containsExactly("web", "vip", "refund", "eu-west", "retry");
  }

  @Test
  void oneThatIsTooLongIsCutRatherThanLeftOut() throws Exception {
    String tag = "much-longer-than-the-cell-in-which-it-stands";

    assertThat(shown("{\"id\": \"t\", \"tags\": [\"" + tag + "\"]}", 130, 31, false))
        .containsExactly(tag);
  }

  private static List<String> shown(String json, double width, double height, boolean wraps)
      throws Exception {
    return WaitForAsyncUtils.asyncFx(
            () -> {
              TagsPart part = new TagsPart();
              Region cell = part.node();
              Pane pane = new Pane(cell);
              new Scene(pane, 1_000, 200);
              part.wrap(wraps);
              part.show(LogRowTest.row(json));
              cell.setManaged(false);
              cell.resize(width, height);
              pane.applyCss();
              pane.layout();
              assertThat(cell.getChildrenUnmodifiable())
                  .filteredOn(chip -> chip.isVisible())
                  .allMatch(chip -> chip.getBoundsInParent().getMaxX() <= width);
              return cell.getChildrenUnmodifiable().stream()
                  .filter(chip -> chip.isVisible())
                  .map(chip -> ((Label) chip).getText())
                  .toList();
            })
        .get(30, TimeUnit.SECONDS);
  }
}
