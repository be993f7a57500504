package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.Score;
import dev.opikdesktop.desktop.client.ScoreDefinition;
import dev.opikdesktop.desktop.explorer.annotate.ScoreSigns;
import dev.opikdesktop.desktop.explorer.theme.Hues;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A score, which can be given here: one of two words with a click on it, everything else in an
 * editor beside the cell.
 */
final class ScorePart extends BoxPart {
  private static final PseudoClass GIVEN = PseudoClass.getPseudoClass("given");

  private final LogColumn column;
  private final LogTable table;
  private final Region square = new Region();
  private final Label value = Parts.label("");
  private final FontIcon reason = Parts.icon(Feather.MESSAGE_SQUARE);
  private final HBox chip = new HBox(5, square, value, reason);
  private final Label add = Parts.label("+", "score-add");
  private final Label said = new Label(null, Parts.icon(Feather.MESSAGE_SQUARE));
  private final List<Word> words = new ArrayList<>();
  private final CellTip tip;
  private final CellTip saidTip;
  private @Nullable ScoreDefinition known;

  /** One of the two. */
  private record Word(Label label, double value) {}

  ScorePart(LogColumn column, LogTable table) {
    this.column = column;
    this.table = table;
    square.getStyleClass().add("score-square");
    square.setStyle("-fx-background-color: " + Hues.of(column.title()) + ";");
    chip.getStyleClass().add("score-chip");
    chip.setAlignment(Pos.CENTER_LEFT);
    said.getStyleClass().add("score-said");
    tip = new CellTip(column, chip);
    saidTip = new CellTip(column, said);
    box.getChildren().addAll(chip, add, said);
    if (isWritable()) {
      add.setTooltip(new Tooltip("Score " + column.title()));
      CellAction.set(box, (of, row) -> of.score(row, column.filterKey()));
    }
  }

  @Override
  void show(LogRow row) {
    Score score = column.score(row);
    showWords(isWritable() ? table.definition(column.filterKey()) : null);
    boolean one = score != null && words.stream().noneMatch(word -> word.value() == score.value());
    boolean inWords = !words.isEmpty() && !one;
    for (Word word : words) {
      Parts.present(word.label(), inWords);
      word.label().pseudoClassStateChanged(GIVEN, score != null && word.value() == score.value());
    }
    value.setText(column.text().apply(row));
    Parts.present(chip, score != null && !inWords);
    Parts.present(reason, score != null && score.reason() != null);
    Parts.present(add, score == null && isWritable() && !inWords);
    Parts.present(said, inWords && score != null && score.reason() != null);
    tip.show(row);
    saidTip.show(row);
  }

  private boolean isWritable() {
    return column.id().startsWith(LogColumns.SCORE) && !table.isReadOnly();
  }

  /** A definition of more than two words, or of a number, has none here. */
  private void showWords(@Nullable ScoreDefinition definition) {
    if (definition == known || definition != null && definition.equals(known)) {
      return;
    }
    known = definition;
    words.forEach(word -> box.getChildren().remove(word.label()));
    words.clear();
    Map<String, Double> choices = definition == null ? Map.of() : definition.words();
    if (choices.size() == 2) {
      choices.forEach((name, number) -> words.add(word(name, number)));
    }
    for (int i = 0; i < words.size(); i++) {
      box.getChildren().add(i, words.get(i).label());
    }
  }

  private Word word(String name, double number) {
    Ikon sign = ScoreSigns.of(name);
    Label label = sign == null ? new Label(name) : new Label(null, Parts.icon(sign));
    label.getStyleClass().add("score-word");
    label.setAccessibleText(column.title() + ": " + name);
    label.setTooltip(new Tooltip(column.title() + ": " + name));
    CellAction.set(
        label,
        (of, row) -> {
          Score score = column.score(row);
          if (score != null && score.value() == number) {
            of.score(row, column.filterKey());
          } else {
            of.give(row, column.filterKey(), number, name);
          }
        });
    return new Word(label, number);
  }
}
