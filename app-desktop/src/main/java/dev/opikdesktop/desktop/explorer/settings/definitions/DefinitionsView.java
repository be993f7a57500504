package dev.opikdesktop.desktop.explorer.settings.definitions;

import dev.opikdesktop.desktop.client.FeedbackDefinition;
import dev.opikdesktop.desktop.client.ScoreDefinition;
import dev.opikdesktop.desktop.explorer.settings.ListAndForm;
import dev.opikdesktop.desktop.explorer.settings.SettingsEntry;
import dev.opikdesktop.desktop.explorer.theme.Hues;
import dev.opikdesktop.desktop.explorer.theme.Question;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The list of definitions, or the form of the one that is written. */
final class DefinitionsView extends ListAndForm {
  /** Words that not every system has a font for. */
  private static final Map<String, String> SPOKEN = Map.of("👍", "thumbs up", "👎", "thumbs down");

  private final DefinitionsModel model;

  DefinitionsView(DefinitionsModel model) {
    super(
        "What traces, spans and threads can be scored with by hand.",
        "New definition",
        model.failureProperty(),
        model.refusalProperty());
    this.model = model;
    if (model.isReadOnly()) {
      offerWrites(false);
    }
    model.all().addListener((Observable observable) -> showEntries());
    model.knownProperty().subscribe(known -> showEntries());
    model.draftProperty().subscribe(this::show);
  }

  @Override
  protected void write() {
    model.write(DefinitionDraft.fresh());
  }

  @Override
  protected void askAgain() {
    model.refresh();
  }

  private void show(@Nullable DefinitionDraft draft) {
    if (draft == null) {
      showList();
      return;
    }
    DefinitionForm form = new DefinitionForm(model, draft);
    showForm(
        draft.isNew() ? "New definition" : "Edit definition",
        form,
        new Buttons(
            draft.isNew() ? "Create" : "Save",
            "definition-save",
            model.savingProperty(),
            form::save,
            model::cancel),
        form.first());
  }

  private void showEntries() {
    showEntries(
        model.all().stream().map(this::entry).toList(),
        model.knownProperty().get()
            ? "Nothing is defined yet. Scores of any name can be given all the same."
            : "Asking the server…");
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

  private void delete(FeedbackDefinition definition) {
    if (Question.deletion(
        this,
        "Delete the definition " + definition.name() + "?",
        "Scores that were given by it stay; it is not offered any more.")) {
      model.delete(definition);
    }
  }
}
