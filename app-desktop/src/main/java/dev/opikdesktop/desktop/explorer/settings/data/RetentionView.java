package dev.opikdesktop.desktop.explorer.settings.data;

import dev.opikdesktop.desktop.explorer.settings.NotServed;
import dev.opikdesktop.desktop.explorer.settings.SettingsCard;
import dev.opikdesktop.desktop.explorer.settings.SettingsEntry;
import dev.opikdesktop.desktop.explorer.settings.SettingsForm;
import dev.opikdesktop.desktop.explorer.settings.Trouble;
import dev.opikdesktop.desktop.explorer.settings.data.RetentionModel.Scope;
import dev.opikdesktop.desktop.explorer.settings.data.RetentionModel.Shown;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import dev.opikdesktop.desktop.explorer.theme.Segments;
import java.time.ZoneId;
import java.util.List;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The rules that hold, and a form for another one. */
final class RetentionView extends VBox {
  private final RetentionModel model;
  private final VBox entries = SettingsCard.of();

  RetentionView(RetentionModel model) {
    super(16);
    this.model = model;
    Label purpose =
        Parts.label(
            "Without a rule everything is kept for ever. The rule of a project goes before that of"
                + " all projects. Rules are obeyed every hour; what they delete can't be brought"
                + " back.",
            "muted");
    purpose.setWrapText(true);
    purpose.setMinHeight(USE_PREF_SIZE);
    VBox rules = new VBox(16, entries);
    if (!model.isReadOnly()) {
      rules.getChildren().add(form());
    }
    rules.visibleProperty().bind(model.notServedProperty().isEmpty());
    rules.managedProperty().bind(rules.visibleProperty());
    getChildren()
        .addAll(
            purpose,
            new Trouble(model.failureProperty(), model::refresh),
            new NotServed(model.notServedProperty()),
            rules);
    model.rules().addListener((Observable observable) -> showRules());
    model.knownProperty().subscribe(known -> showRules());
  }

  private void showRules() {
    entries.getChildren().setAll(model.rules().stream().map(this::entry).toList());
    if (entries.getChildren().isEmpty()) {
      String none =
          model.knownProperty().get()
              ? "There are no rules: everything is kept for ever."
              : "Asking the server…";
      entries.getChildren().add(Parts.label(none, "muted", "settings-nothing"));
    }
  }

  private Node entry(Shown shown) {
    Long tooOld = shown.tooOld();
    String concern =
        tooOld == null
            ? ""
            : tooOld == 0
                ? "Nothing is too old now."
                : "%s are too old now.".formatted(Words.traces(tooOld));
    SettingsEntry entry =
        new SettingsEntry(
            Parts.icon(Feather.CLOCK),
            shown.scope(),
            Words.of(shown.rule(), ZoneId.systemDefault()),
            concern);
    if (!model.isReadOnly()) {
      entry.action(Feather.EDIT_2, "Change the rule of " + shown.scope(), () -> model.edit(shown));
      entry.action(Feather.X, "Switch off the rule of " + shown.scope(), () -> end(shown));
    }
    return entry;
  }

  private void end(Shown shown) {
    if (Question.confirmed(
        this,
        "Switch off the rule of " + shown.scope() + "?",
        "What it would have deleted is kept from now on.",
        "Switch off")) {
      model.end(shown.rule());
    }
  }

  private Node form() {
    ComboBox<Scope> scope = new ComboBox<>(model.scopes());
    scope.setId("retention-scope");
    scope.setAccessibleText("Which traces");
    scope.setMaxWidth(320);
    scope.valueProperty().bindBidirectional(model.draftScopeProperty());
    CheckBox past = new CheckBox("Also what is there already");
    past.setId("retention-past");
    past.selectedProperty().bindBidirectional(model.draftToPastProperty());
    Label words = Parts.label("", "muted", "smaller");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    Label concern = Parts.label("", "smaller");
    concern.setId("retention-concern");
    concern.textProperty().bind(model.concernProperty());
    Runnable say = () -> words.setText(Words.of(model.draft(), ZoneId.systemDefault()));
    model.draftScopeProperty().addListener(observable -> say.run());
    model.draftKeptProperty().addListener(observable -> say.run());
    model.draftToPastProperty().addListener(observable -> say.run());
    say.run();
    Button save = Parts.button("Set the rule", this::create);
    save.setId("retention-save");
    save.getStyleClass().add("main-button");
    SettingsForm form =
        new SettingsForm()
            .row("Traces of", scope)
            .row(
                "Keep them",
                new Segments<>(
                    "retention",
                    List.of(Retention.values()),
                    model.draftKeptProperty(),
                    Retention::label))
            .row("", past)
            .row("", new VBox(4, words, concern));
    VBox content = new VBox(14, form, new Trouble(model.writeFailureProperty(), null), save);
    content.getStyleClass().add("settings-content");
    return new VBox(8, Parts.label("Set a rule", "strong"), SettingsCard.of(content));
  }

  private void create() {
    if (model.isHarmless()
        || Question.confirmed(
            this,
            "Set the rule?",
            model.concernProperty().get() + " What is deleted can't be brought back.",
            "Set the rule")) {
      model.create();
    }
  }
}
