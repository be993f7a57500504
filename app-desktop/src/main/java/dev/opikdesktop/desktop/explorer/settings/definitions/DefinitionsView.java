package dev.opikdesktop.desktop.explorer.settings.definitions;

import dev.opikdesktop.desktop.client.FeedbackDefinition;
import dev.opikdesktop.desktop.client.ScoreDefinition;
import dev.opikdesktop.desktop.explorer.settings.SettingsCard;
import dev.opikdesktop.desktop.explorer.settings.SettingsEntry;
import dev.opikdesktop.desktop.explorer.settings.Trouble;
import dev.opikdesktop.desktop.explorer.theme.Hues;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The list of definitions, or the form of the one that is written. */
final class DefinitionsView extends VBox {
  private final DefinitionsModel model;

  /** Words that not every system has a font for. */
  private static final Map<String, String> SPOKEN = Map.of("👍", "thumbs up", "👎", "thumbs down");

  private final VBox entries = SettingsCard.of();
  private final VBox list;
  private final Button create = Parts.button("New definition", this::create);

  DefinitionsView(DefinitionsModel model) {
    super(16);
    this.model = model;
    create.setId("new-definition");
    create.setGraphic(Parts.icon(Feather.PLUS));
    create.setMinWidth(USE_PREF_SIZE);
    Parts.present(create, !model.isReadOnly());
    Label purpose =
        Parts.label("What traces, spans and threads can be scored with by hand.", "muted");
    purpose.setWrapText(true);
    purpose.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(purpose, Priority.ALWAYS);
    HBox top = new HBox(12, purpose, create);
    top.setAlignment(Pos.CENTER_LEFT);
    list =
        new VBox(
            12,
            top,
            new Trouble(model.failureProperty(), model::refresh),
            new Trouble(model.refusalProperty(), null),
            entries);
    model.all().addListener((Observable observable) -> showEntries());
    model.knownProperty().subscribe(known -> showEntries());
    model.draftProperty().subscribe(this::show);
  }

  private void show(@Nullable DefinitionDraft draft) {
    boolean wrote = !getChildren().isEmpty() && getChildren().getFirst() != list;
    getChildren().setAll(draft == null ? list : new DefinitionForm(model, draft));
    if (draft == null && wrote) {
      Platform.runLater(create::requestFocus);
    }
  }

  private void showEntries() {
    entries.getChildren().setAll(model.all().stream().map(this::entry).toList());
    if (entries.getChildren().isEmpty()) {
      String none =
          model.knownProperty().get()
              ? "Nothing is defined yet. Scores of any name can be given all the same."
              : "Asking the server…";
      entries.getChildren().add(Parts.label(none, "muted", "settings-nothing"));
    }
  }

  private Node entry(FeedbackDefinition definition) {
    Region square = new Region();
    square.getStyleClass().add("score-square");
    square.setStyle("-fx-background-color: " + Hues.of(definition.name()) + ";");
    SettingsEntry entry =
        new SettingsEntry(
            square, definition.name(), detail(definition.score()), definition.description());
    if (!model.isReadOnly()) {
      String name = definition.name();
      entry.action(
          Feather.EDIT_2, "Edit " + name, () -> model.write(DefinitionDraft.of(definition)));
      entry.action(
          Feather.COPY, "Copy " + name, () -> model.write(DefinitionDraft.copyOf(definition)));
      entry.action(Feather.TRASH_2, "Delete " + name, () -> delete(definition));
    }
    return entry;
  }

  private static String detail(ScoreDefinition score) {
    return switch (score) {
      case ScoreDefinition.Numerical number ->
          DefinitionDraft.text(number.least()) + " to " + DefinitionDraft.text(number.most());
      case ScoreDefinition.Categorical words ->
          words.values().entrySet().stream()
              .map(
                  each ->
                      SPOKEN.getOrDefault(each.getKey(), each.getKey())
                          + " "
                          + DefinitionDraft.text(each.getValue()))
              .collect(Collectors.joining(" · "));
      case ScoreDefinition.YesNo yesNo -> yesNo.yes() + " or " + yesNo.no();
    };
  }

  private void create() {
    model.write(DefinitionDraft.fresh());
  }

  private void delete(FeedbackDefinition definition) {
    if (Question.confirmed(
        this,
        "Delete the definition " + definition.name() + "?",
        "Scores that were given by it stay; it is not offered any more.",
        "Delete")) {
      model.delete(definition);
    }
  }
}
