package dev.opikdesktop.desktop.explorer.settings.prices;

import dev.opikdesktop.desktop.client.ModelPrice;
import dev.opikdesktop.desktop.explorer.settings.SettingsCard;
import dev.opikdesktop.desktop.explorer.settings.SettingsForm;
import dev.opikdesktop.desktop.explorer.settings.Trouble;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.application.Platform;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Writes one price of the user's. Enter in a field stores it. */
final class PriceForm extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final PricesModel model;
  private final @Nullable ModelPrice before;
  private final Runnable close;
  private final StringProperty refusal = new SimpleStringProperty("");
  private final TextField provider;
  private final TextField name;
  private final TextField input;
  private final TextField output;
  private final TextField cacheRead;
  private final TextField cacheWrite;

  /**
   * @param before the price that it begins with; null for an empty form
   */
  PriceForm(PricesModel model, @Nullable ModelPrice before, Runnable close) {
    super(16);
    this.model = model;
    this.before = before;
    this.close = close;
    provider = field("provider", "Provider", "openai", before == null ? "" : before.provider());
    name = field("model", "Model", "gpt-4o", before == null ? "" : before.model());
    input = price("input", "Input", before == null ? "" : Dollars.aMillion(before.input()));
    output = price("output", "Output", before == null ? "" : Dollars.aMillion(before.output()));
    cacheRead =
        price(
            "cache-read",
            "Input from the cache",
            before == null ? "" : Dollars.aMillion(before.cacheRead()));
    cacheWrite =
        price(
            "cache-write",
            "Input into the cache",
            before == null ? "" : Dollars.aMillion(before.cacheWrite()));
    Button save = Parts.button("Save", this::save);
    save.setId("price-save");
    save.getStyleClass().add("main-button");
    VBox content =
        new VBox(
            14,
            new SettingsForm()
                .row("Provider", provider)
                .row("Model", name)
                .row("Input", input)
                .row("Output", output)
                .row("Cached input", cacheRead)
                .row("Cache write", cacheWrite),
            Parts.label(
                "Dollars for a million tokens. Empty: as input, or not charged. 0: free.",
                "muted",
                "smaller"),
            new Trouble(refusal, null),
            new HBox(8, save, Parts.button("Cancel", close)));
    content.getStyleClass().add("settings-content");
    getChildren()
        .addAll(
            Parts.label(
                before == null || !before.own() ? "A price of your own" : "Change your price",
                "strong"),
            SettingsCard.of(content));
    Platform.runLater((before == null ? provider : input)::requestFocus);
  }

  private TextField price(String id, String spoken, String text) {
    TextField field = field(id, spoken + ", dollars for a million tokens", "0.00", text);
    field.getStyleClass().add("number-field");
    field.setMaxWidth(160);
    return field;
  }

  private TextField field(String id, String spoken, String prompt, String text) {
    TextField field =
        SettingsForm.field(
            "price-" + id, spoken, prompt, new SimpleStringProperty(text), this::save);
    field.setMaxWidth(360);
    field.textProperty().addListener(observable -> field.pseudoClassStateChanged(WRONG, false));
    return field;
  }

  private void save() {
    for (TextField field : new TextField[] {provider, name}) {
      if (field.getText().isBlank()) {
        wrong(field, "Provider and model are needed.");
        return;
      }
    }
    for (TextField field : new TextField[] {input, output, cacheRead, cacheWrite}) {
      if (!Dollars.isPrice(field.getText())) {
        wrong(field, "'" + field.getText() + "' is no price. Write 2.5 for $2.50.");
        return;
      }
    }
    model.write(
        before,
        new ModelPrice(
            provider.getText().strip(),
            name.getText().strip(),
            "",
            Dollars.read(input.getText()).orElse(null),
            Dollars.read(output.getText()).orElse(null),
            Dollars.read(cacheRead.getText()).orElse(null),
            Dollars.read(cacheWrite.getText()).orElse(null),
            true,
            false),
        refused -> {
          refusal.set(refused);
          if (refused.isEmpty()) {
            close.run();
          }
        });
  }

  private void wrong(TextField field, String why) {
    refusal.set(why);
    field.pseudoClassStateChanged(WRONG, true);
    field.requestFocus();
  }
}
