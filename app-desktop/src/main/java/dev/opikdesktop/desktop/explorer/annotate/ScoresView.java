package dev.opikdesktop.desktop.explorer.annotate;

import dev.opikdesktop.desktop.client.Annotations;
import dev.opikdesktop.desktop.client.Annotations.Given;
import dev.opikdesktop.desktop.client.ScoreDefinition;
import dev.opikdesktop.desktop.explorer.theme.Hues;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/**
 * A row for every definition and for every score without one: number, word or yes and no; the
 * reason under it; each author's own where there are several. A row for a new name ends the list.
 */
final class ScoresView extends VBox {
  /** Words of the usual definitions that are signs: not every system has a font with them. */
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final AnnotateModel model;
  private final @Nullable String only;
  private final Subscription listening;
  private @Nullable Node first;

  ScoresView(AnnotateModel model) {
    this(model, null);
  }

  /**
   * @param only the one score that can be given; null for all
   */
  ScoresView(AnnotateModel model, @Nullable String only) {
    super(7);
    this.model = model;
    this.only = only;
    listening =
        model
            .shownProperty()
            .subscribe(said -> show())
            .and(model.definitionsProperty().subscribe(known -> show()));
  }

  /** Shows no more of what is said. */
  void stop() {
    listening.unsubscribe();
  }

  void takeFocus() {
    if (first != null) {
      first.requestFocus();
    }
  }

  private void show() {
    Annotations said = model.shownProperty().get();
    first = null;
    if (model.isReadOnly()) {
      showGiven(said);
      return;
    }
    List<ScoreDefinition> definitions = model.definitionsProperty().get();
    List<Node> rows = new ArrayList<>();
    if (only != null) {
      getChildren().setAll(row(definition(only, definitions), said.score(only)));
      return;
    }
    for (ScoreDefinition definition : definitions) {
      rows.add(row(definition, said.score(definition.name())));
    }
    for (Given score : said.scores()) {
      if (definitions.stream().noneMatch(known -> known.name().equals(score.name()))) {
        rows.add(row(definition(score.name(), definitions), score));
      }
    }
    rows.add(newScore());
    getChildren().setAll(rows);
  }

  /** How something is scored; as any number, where that is not defined. */
  private static ScoreDefinition definition(String name, List<ScoreDefinition> definitions) {
    return definitions.stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseGet(
            () ->
                new ScoreDefinition.Numerical(
                    name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  /** What was given, for whoever can give nothing. */
  private void showGiven(Annotations said) {
    List<Node> rows = new ArrayList<>();
    for (Given given : said.scores()) {
      HBox line = line(given.name());
      String value = given.category().isEmpty() ? text(given.value()) : given.category();
      line.getChildren().add(Parts.label(value, "strong", "smaller"));
      VBox row = new VBox(4, line);
      row.getStyleClass().add("score-row");
      if (!given.reason().isEmpty()) {
        Label reason = Parts.label(given.reason(), "muted", "small");
        reason.setWrapText(true);
        row.getChildren().add(reason);
      }
      rows.add(row);
    }
    if (rows.isEmpty()) {
      rows.add(Parts.label("None", "faint", "smaller"));
    }
    getChildren().setAll(rows);
  }

  private static HBox line(String scoreName) {
    Region square = new Region();
    square.getStyleClass().add("score-square");
    square.setStyle("-fx-background-color: " + Hues.of(scoreName));
    Label name = Parts.label(scoreName, "smaller");
    name.setMinWidth(0);
    HBox line = new HBox(6, square, name, Parts.spacer());
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private VBox row(ScoreDefinition definition, @Nullable Given given) {
    HBox line = line(definition.name());
    VBox row = new VBox(4, line);
    row.getStyleClass().add("score-row");
    switch (definition) {
      case ScoreDefinition.Numerical number -> line.getChildren().add(field(number, given));
      case ScoreDefinition.Categorical words -> row.getChildren().add(buttons(words, given));
      case ScoreDefinition.YesNo yesNo -> row.getChildren().add(buttons(yesNo, given));
    }
    if (given != null) {
      Button remove =
          Parts.iconButton(
              Feather.X, "Remove " + given.name(), () -> model.removeScore(given.name(), ""));
      remove.getStyleClass().add("chip-button");
      line.getChildren().add(remove);
      row.getChildren().add(reason(given));
      if (given.authors().size() > 1) {
        given.authors().forEach(author -> row.getChildren().add(author(given, author)));
      }
    }
    return row;
  }

  private TextField field(ScoreDefinition.Numerical number, @Nullable Given given) {
    boolean bounded = Double.isFinite(number.least());
    TextField field = new TextField(given == null ? "" : text(given.value()));
    field.setId("score-" + number.name());
    field.setPromptText(bounded ? text(number.least()) + " to " + text(number.most()) : "number");
    field.setAccessibleText(number.name() + ", " + field.getPromptText());
    field.getStyleClass().addAll("annotate-field", "score-field");
    Runnable give =
        () ->
            give(
                field,
                number.least(),
                number.most(),
                value -> {
                  if (given == null || given.value() != value) {
                    model.score(number.name(), value, "");
                  }
                });
    field.setOnAction(event -> give.run());
    field
        .focusedProperty()
        .addListener(
            (observable, before, focused) -> {
              if (!focused && !field.getText().isBlank() && field.getScene() != null) {
                give.run();
              }
            });
    remember(field);
    return field;
  }

  private static void give(TextField field, double least, double most, Consumer<Double> then) {
    try {
      double value = Double.parseDouble(field.getText().strip().replace(',', '.'));
      boolean within = value >= least && value <= most;
      field.pseudoClassStateChanged(WRONG, !within);
      if (within) {
        then.accept(value);
      }
    } catch (NumberFormatException notANumber) {
      field.pseudoClassStateChanged(WRONG, true);
    }
  }

  private FlowPane buttons(ScoreDefinition definition, @Nullable Given given) {
    FlowPane buttons = new FlowPane(4, 4);
    definition
        .words()
        .forEach(
            (word, value) ->
                buttons.getChildren().add(button(definition.name(), word, value, given)));
    return buttons;
  }

  private ToggleButton button(String name, String word, double value, @Nullable Given given) {
    Ikon sign = ScoreSigns.of(word);
    ToggleButton button =
        sign == null ? new ToggleButton(word) : new ToggleButton(null, Parts.icon(sign));
    button.getStyleClass().add("choice");
    button.setAccessibleText(name + ": " + word);
    boolean chosen =
        given != null
            && (given.category().isEmpty()
                ? given.value() == value
                : Objects.equals(given.category(), word));
    button.setSelected(chosen);
    button.setOnAction(
        event -> {
          if (button.isSelected()) {
            model.score(name, value, word);
          } else {
            model.removeScore(name, "");
          }
        });
    remember(button);
    return button;
  }

  private TextField reason(Given given) {
    TextField reason = new TextField(given.reason());
    reason.setPromptText("Reason");
    reason.setAccessibleText("Reason for " + given.name());
    reason.getStyleClass().addAll("annotate-field", "reason");
    reason.setOnAction(
        event ->
            model.score(given.name(), given.value(), given.category(), reason.getText().strip()));
    return reason;
  }

  private HBox author(Given given, Annotations.Author author) {
    String value = author.category().isEmpty() ? text(author.value()) : author.category();
    Label label =
        Parts.label(
            author.name()
                + " "
                + value
                + (author.reason().isEmpty() ? "" : " · " + author.reason()),
            "muted",
            "small");
    label.setMinWidth(0);
    Button remove =
        Parts.iconButton(
            Feather.X,
            "Remove " + given.name() + " by " + author.name(),
            () -> model.removeScore(given.name(), author.name()));
    remove.getStyleClass().add("chip-button");
    HBox line = new HBox(4, label, Parts.spacer(), remove);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private HBox newScore() {
    TextField name = new TextField();
    name.setId("new-score-name");
    name.setPromptText("New score");
    name.setAccessibleText("Name of a new score");
    TextField value = new TextField();
    value.setId("new-score-value");
    value.setPromptText("value");
    value.setAccessibleText("Value of the new score");
    name.getStyleClass().add("annotate-field");
    value.getStyleClass().addAll("annotate-field", "score-field");
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setOnAction(event -> value.requestFocus());
    value.setOnAction(
        event -> {
          if (!name.getText().isBlank()) {
            give(
                value,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                number -> model.score(name.getText().strip(), number, ""));
          }
        });
    remember(name);
    return new HBox(6, name, value);
  }

  private void remember(Node editor) {
    if (first == null) {
      first = editor;
    }
  }

  private static String text(double value) {
    return BigDecimal.valueOf(value)
        .setScale(4, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
