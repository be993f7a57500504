package dev.opikdesktop.desktop.explorer.settings.environments;

import dev.opikdesktop.desktop.client.Environment;
import dev.opikdesktop.desktop.explorer.environments.EnvironmentDot;
import dev.opikdesktop.desktop.explorer.environments.EnvironmentsModel;
import dev.opikdesktop.desktop.explorer.settings.ListAndForm;
import dev.opikdesktop.desktop.explorer.settings.SettingsEntry;
import dev.opikdesktop.desktop.explorer.settings.SettingsForm;
import dev.opikdesktop.desktop.explorer.settings.environments.EnvironmentDraft.Swatch;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import java.util.List;
import java.util.Locale;
import javafx.beans.Observable;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The list of environments, or the form of the one that is written. */
final class EnvironmentsView extends ListAndForm {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final EnvironmentsForm model;
  private final EnvironmentsModel environments;

  EnvironmentsView(EnvironmentsForm model) {
    super(
        "Where traces and spans ran. Names that come with them are listed by themselves.",
        "New environment",
        model.environments().failureProperty(),
        model.refusalProperty());
    this.model = model;
    environments = model.environments();
    environments.all().addListener((Observable observable) -> showEntries());
    environments.knownProperty().subscribe(known -> showEntries());
    environments.servedProperty().subscribe(served -> showEntries());
    model.draftProperty().subscribe(this::show);
  }

  @Override
  protected void write() {
    model.write(null);
  }

  @Override
  protected void askAgain() {
    environments.refresh();
  }

  private void show(@Nullable EnvironmentDraft draft) {
    if (draft == null) {
      showList();
      return;
    }
    TextField name =
        SettingsForm.field(
            "environment-name", "Name", "Letters, digits, - and _", draft.name(), model::save);
    SettingsForm form =
        new SettingsForm()
            .row("Name", name)
            .row(
                "Description",
                SettingsForm.field(
                    "environment-description", "Description", "", draft.description(), model::save))
            .row("Colour", colours(draft));
    boolean isNew = draft.changed() == null;
    showForm(
        isNew ? "New environment" : "Edit environment",
        form,
        new Buttons(
            isNew ? "Create" : "Save",
            "environment-save",
            model.savingProperty(),
            model::save,
            model::cancel),
        name);
  }

  private Node colours(EnvironmentDraft draft) {
    HBox row = new HBox(6);
    row.setAlignment(Pos.CENTER_LEFT);
    for (Swatch swatch : EnvironmentDraft.SWATCHES) {
      Region colour = new Region();
      colour.getStyleClass().add("swatch-colour");
      colour.setStyle("-fx-background-color: " + swatch.colour() + ";");
      Button button = new Button(null, colour);
      button.getStyleClass().add("swatch");
      button.setId("colour-" + swatch.name().toLowerCase(Locale.ROOT));
      Parts.named(button, swatch.name());
      button.setOnAction(event -> draft.colour().set(swatch.colour()));
      draft
          .colour()
          .subscribe(
              now ->
                  button.pseudoClassStateChanged(
                      CHOSEN, swatch.colour().equalsIgnoreCase(now.strip())));
      row.getChildren().add(button);
    }
    TextField written =
        SettingsForm.field(
            "environment-colour", "Colour as #rrggbb", "#3b82f6", draft.colour(), model::save);
    written.setPrefColumnCount(7);
    HBox.setHgrow(written, Priority.NEVER);
    written.getStyleClass().add("mono");
    row.getChildren().add(written);
    return row;
  }

  private void showEntries() {
    List<Environment> all = environments.all();
    boolean served = environments.servedProperty().get();
    offerWrites(served && !environments.isReadOnly());
    showEntries(
        all.stream().map(this::entry).toList(),
        !served
            ? "This server has no environments: it is older than they are."
            : environments.knownProperty().get()
                ? "There are none yet. The first trace that names one makes it known."
                : "Asking the server…");
  }

  private Node entry(Environment environment) {
    String name = environment.name();
    SettingsEntry entry =
        new SettingsEntry(
            new EnvironmentDot().of(environments.colour(name)),
            name,
            environment.description(),
            "");
    if (!environments.isReadOnly()) {
      int place = environments.all().indexOf(environment);
      Button up =
          entry.action(Feather.ARROW_UP, "Move " + name + " up", () -> move(environment, -1));
      up.setId("up-" + name);
      up.setDisable(place == 0);
      Button down =
          entry.action(Feather.ARROW_DOWN, "Move " + name + " down", () -> move(environment, 1));
      down.setId("down-" + name);
      down.setDisable(place == environments.all().size() - 1);
      entry.action(Feather.EDIT_2, "Edit " + name, () -> model.write(environment));
      entry.action(Feather.TRASH_2, "Delete " + name, () -> delete(environment));
    }
    return entry;
  }

  private void move(Environment environment, int step) {
    focusAgain((step < 0 ? "#up-" : "#down-") + environment.name());
    model.move(environment, step);
  }

  private void delete(Environment environment) {
    if (Question.deletion(
        this,
        "Delete the environment " + environment.name() + "?",
        "Traces and spans keep its name. It is listed again when another one comes with it.")) {
      model.delete(environment);
    }
  }
}
