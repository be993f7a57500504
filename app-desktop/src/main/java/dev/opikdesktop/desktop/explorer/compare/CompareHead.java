package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Which two traces they are, and what they measure: left, right and the difference below. */
final class CompareHead extends HBox {
  private static final double LINE = 22;
  private static final double SCROLL_BAR = 12;
  private static final PseudoClass BETTER = PseudoClass.getPseudoClass("better");
  private static final PseudoClass WORSE = PseudoClass.getPseudoClass("worse");

  private final VBox sides = new VBox();
  private final GridPane measures = new GridPane(18, 0);
  private final Consumer<String> openTrace;

  CompareHead(CompareModel model, Consumer<String> openTrace) {
    this.openTrace = openTrace;
    setId("compare-head");
    getStyleClass().add("compare-head");
    sides.setMinWidth(280);
    HBox.setHgrow(sides, Priority.ALWAYS);
    for (int i = 0; i < 5; i++) {
      measures.getRowConstraints().add(new RowConstraints(LINE));
    }
    ScrollPane scroll = new ScrollPane(measures);
    scroll.getStyleClass().add("menu-scroll");
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFitToHeight(true);
    scroll.setMinWidth(120);
    // Below the numbers, not over them.
    scroll
        .minHeightProperty()
        .bind(
            Bindings.when(measures.widthProperty().greaterThan(scroll.widthProperty().add(1)))
                .then(5 * LINE + SCROLL_BAR)
                .otherwise(5 * LINE));
    scroll.setFocusTraversable(false);
    getChildren().addAll(sides, scroll);
    model.comparisonProperty().subscribe(this::show);
  }

  private void show(@Nullable Comparison shown) {
    sides.getChildren().clear();
    measures.getChildren().clear();
    if (shown == null) {
      return;
    }
    sides
        .getChildren()
        .addAll(
            line(Parts.label("", "faint")),
            side("Left", shown.left()),
            side("Right", shown.right()),
            line(Parts.label("Difference", "muted")));
    int column = 0;
    for (Measure measure : shown.measures()) {
      add(column, 0, Parts.label(measure.name(), "column-title"));
      add(column, 1, number(measure.left()));
      add(column, 2, number(measure.right()));
      add(column, 3, difference(measure, measure.difference()));
      add(column, 4, difference(measure, measure.percent()));
      column++;
    }
  }

  private void add(int column, int row, Label label) {
    label.setMinWidth(USE_PREF_SIZE);
    GridPane.setHalignment(label, HPos.RIGHT);
    measures.add(label, column, row);
  }

  private static Label number(String text) {
    return Parts.label(text.isEmpty() ? "—" : text, "compared-number", "compared-value");
  }

  private static Label difference(Measure measure, String text) {
    Label label = Parts.label(text, "compared-number", "compared-difference");
    label.pseudoClassStateChanged(BETTER, measure.verdict() == Measure.Verdict.BETTER);
    label.pseudoClassStateChanged(WORSE, measure.verdict() == Measure.Verdict.WORSE);
    if (!text.isEmpty()) {
      String than =
          switch (measure.verdict()) {
            case BETTER -> ", better";
            case WORSE -> ", worse";
            case NONE -> "";
          };
      label.setAccessibleText(measure.name() + " " + text + than);
    }
    return label;
  }

  private HBox side(String where, Side side) {
    Label place = Parts.label(where, "faint", "smaller");
    place.setMinWidth(34);
    String named = side.tree().root().name();
    Button name = Parts.button(named, () -> openTrace.accept(side.trace().id()));
    name.getStyleClass().setAll("button", "trace-name");
    Parts.named(name, "Open the " + where.toLowerCase(Locale.ROOT) + " trace, " + named);
    name.setMinWidth(40);
    name.setMaxWidth(260);
    Label about = Parts.label(about(side), "muted", "smaller");
    // What is left over of the line, so that it is cut before the name is.
    about.setMinWidth(0);
    about.setPrefWidth(0);
    about.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(about, Priority.ALWAYS);
    HBox line = line(place, Parts.badge("T", "trace", "Trace"), name);
    if (side.trace().error() != null) {
      Label pill = Parts.pill(side.trace().error().mark());
      pill.setMinWidth(40);
      line.getChildren().add(pill);
    }
    line.getChildren().add(about);
    return line;
  }

  private static String about(Side side) {
    List<String> parts = new ArrayList<>();
    parts.add(Units.dayAndTime(side.trace().startTime(), ZoneId.systemDefault()));
    parts.add(side.status());
    List<String> models = side.models();
    if (!models.isEmpty()) {
      parts.add(models.getFirst() + (models.size() > 1 ? " +" + (models.size() - 1) : ""));
    }
    return String.join(" · ", parts);
  }

  private static HBox line(Node... nodes) {
    HBox line = new HBox(8, nodes);
    line.setAlignment(Pos.CENTER_LEFT);
    line.setMinHeight(LINE);
    line.setMaxHeight(LINE);
    return line;
  }
}
