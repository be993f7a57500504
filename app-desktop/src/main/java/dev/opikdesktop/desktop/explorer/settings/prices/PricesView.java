package dev.opikdesktop.desktop.explorer.settings.prices;

import dev.opikdesktop.desktop.client.ModelPrice;
import dev.opikdesktop.desktop.client.PricesApi.Known;
import dev.opikdesktop.desktop.explorer.settings.NotServed;
import dev.opikdesktop.desktop.explorer.settings.Said;
import dev.opikdesktop.desktop.explorer.settings.SettingsCard;
import dev.opikdesktop.desktop.explorer.settings.SettingsColumn;
import dev.opikdesktop.desktop.explorer.settings.Trouble;
import dev.opikdesktop.desktop.explorer.settings.Working;
import dev.opikdesktop.desktop.explorer.settings.prices.RecomputeModel.Choice;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import javafx.beans.Observable;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The table of prices with the user's own among them, and what estimates costs anew. */
final class PricesView extends VBox {
  private static final double HEIGHT = 420;

  private final PricesModel model;
  private final RecomputeModel recompute;
  private final TableView<ModelPrice> table = new TableView<>();
  private final Label count = Parts.label("", "muted", "smaller");
  private final StringProperty removal = new SimpleStringProperty("");
  private final StringProperty warnings = new SimpleStringProperty("");
  private final VBox list;

  PricesView(PricesModel model, RecomputeModel recompute) {
    super(16);
    this.model = model;
    this.recompute = recompute;
    buildTable();
    Label purpose =
        Parts.label(
            "Costs of spans are estimated by these prices when a span is written, unless it brings"
                + " a cost of its own. A price of your own wins over the list and counts at once."
                + " Dollars for a million tokens.",
            "muted");
    purpose.setWrapText(true);
    purpose.setMinHeight(USE_PREF_SIZE);
    VBox known =
        new VBox(
            12,
            purpose,
            tools(),
            new Trouble(model.failureProperty(), model::refresh),
            new Trouble(warnings, null),
            new Trouble(removal, null),
            table,
            actions());
    if (!model.isReadOnly()) {
      known.getChildren().add(recomputing());
    }
    known.visibleProperty().bind(model.notServedProperty().isEmpty());
    known.managedProperty().bind(known.visibleProperty());
    list = new VBox(new NotServed(model.notServedProperty()), known);
    getChildren().add(list);
    model.shown().addListener((Observable observable) -> showCount());
    model.knownProperty().subscribe(prices -> showCount());
  }

  /** Leaves the form; false when there is none. */
  boolean closeForm() {
    boolean open = getChildren().getFirst() != list;
    getChildren().setAll(list);
    if (open) {
      table.requestFocus();
    }
    return open;
  }

  private Node tools() {
    TextField search = new TextField();
    search.setId("price-search");
    search.setPromptText("Search provider or model");
    search.setAccessibleText("Search prices by provider or model");
    search.getStyleClass().add("search");
    search.setPrefColumnCount(24);
    search.textProperty().bindBidirectional(model.searchProperty());
    ToggleButton own = new ToggleButton("My own");
    own.setId("price-own");
    own.getStyleClass().add("segment");
    own.setAccessibleText("Only prices of my own");
    own.selectedProperty().bindBidirectional(model.ownOnlyProperty());
    HBox choice = new HBox(own);
    choice.getStyleClass().add("segments");
    choice.setMaxHeight(USE_PREF_SIZE);
    choice.setMinWidth(USE_PREF_SIZE);
    Button add = Parts.button("New price", () -> edit(null));
    add.setId("new-price");
    add.setGraphic(Parts.icon(Feather.PLUS));
    add.setMinWidth(USE_PREF_SIZE);
    Parts.present(add, !model.isReadOnly());
    count.setMinWidth(USE_PREF_SIZE);
    HBox tools = new HBox(10, search, choice, count, Parts.spacer(), add);
    tools.setAlignment(Pos.CENTER_LEFT);
    return tools;
  }

  private Node actions() {
    Button change = Parts.button("Set my price…", this::editSelected);
    change.setId("price-edit");
    Button remove = Parts.button("Remove my price", this::removeSelected);
    remove.setId("price-remove");
    HBox actions = new HBox(8, change, remove);
    Parts.present(actions, !model.isReadOnly());
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            price -> {
              change.setDisable(price == null);
              remove.setDisable(price == null || !price.own());
            });
    return actions;
  }

  private void buildTable() {
    table.setId("prices");
    table.setAccessibleText("Prices of models");
    table.getStyleClass().addAll("rows", "settings-card");
    table.setFixedCellSize(32);
    table.setMinHeight(HEIGHT);
    table.setPrefHeight(HEIGHT);
    table.setItems(model.shown());
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(Parts.label("No price matches", "muted"));
    table.getColumns().add(new SettingsColumn<>("Provider", 112, "muted", ModelPrice::provider));
    table.getColumns().add(new SettingsColumn<>("Model", 240, "strong-cell", ModelPrice::model));
    table
        .getColumns()
        .add(new SettingsColumn<>("Input", 82, "number-cell", p -> Dollars.shown(p.input())));
    table
        .getColumns()
        .add(new SettingsColumn<>("Output", 82, "number-cell", p -> Dollars.shown(p.output())));
    table
        .getColumns()
        .add(new SettingsColumn<>("Cached", 90, "number-cell", p -> Dollars.shown(p.cacheRead())));
    table
        .getColumns()
        .add(new SettingsColumn<>("Write", 82, "number-cell", p -> Dollars.shown(p.cacheWrite())));
    table
        .getColumns()
        .add(new SettingsColumn<>("From", 76, "muted", p -> p.own() ? "Mine" : "List"));
    table.setRowFactory(
        view -> {
          TableRow<ModelPrice> row = new TableRow<>();
          row.setOnMouseClicked(
              event -> {
                if (event.getClickCount() == 2 && !row.isEmpty() && !model.isReadOnly()) {
                  edit(row.getItem());
                }
              });
          return row;
        });
    table.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (model.isReadOnly()) {
            return;
          }
          if (event.getCode() == KeyCode.ENTER) {
            editSelected();
            event.consume();
          } else if (event.getCode() == KeyCode.DELETE) {
            removeSelected();
            event.consume();
          }
        });
  }

  private void showCount() {
    Known known = model.knownProperty().get();
    count.setText(
        known == null
            ? "Asking the server…"
            : Units.count((long) model.shown().size())
                + " of "
                + Units.count((long) known.prices().size()));
    warnings.set(known == null ? "" : String.join("\n", known.warnings()));
  }

  private void editSelected() {
    ModelPrice selected = table.getSelectionModel().getSelectedItem();
    if (selected != null) {
      edit(selected);
    }
  }

  private void edit(@Nullable ModelPrice price) {
    getChildren().setAll(new PriceForm(model, price, this::closeForm));
  }

  private void removeSelected() {
    ModelPrice price = table.getSelectionModel().getSelectedItem();
    if (price != null
        && price.own()
        && Question.confirmed(
            this,
            "Remove your price of " + price.model() + "?",
            price.listed()
                ? "The price of the list counts again."
                : "Spans of this model are without a cost from then on.",
            "Remove")) {
      model.remove(price, removal::set);
    }
  }

  private void recomputeAsked() {
    if (Question.confirmed(
        this,
        "Recompute the costs of " + recompute.choiceProperty().get().inSentence() + "?",
        "The estimates of before are overwritten. Costs that clients sent stay.",
        "Recompute")) {
      recompute.start();
    }
  }

  private Node recomputing() {
    ComboBox<Choice> project = new ComboBox<>(recompute.choices());
    project.setId("recompute-project");
    project.setAccessibleText("Costs of which project");
    project.setMaxWidth(240);
    project.valueProperty().bindBidirectional(recompute.choiceProperty());
    Button start = Parts.button("Recompute", this::recomputeAsked);
    start.setId("recompute");
    start.disableProperty().bind(recompute.workingProperty().isNotEmpty());
    HBox controls = new HBox(8, project, start);
    controls.setAlignment(Pos.CENTER_RIGHT);
    controls.setMinWidth(USE_PREF_SIZE);
    return new VBox(
        10,
        new SettingsCard("What is stored already", "")
            .row(
                "Recompute costs",
                "Estimates the costs of stored spans by the prices of now. Costs that clients sent"
                    + " stay.",
                controls),
        new Working(
            recompute.workingProperty(), recompute.progressProperty(), "Cancel", recompute::cancel),
        new Said(recompute.saidProperty()),
        new Trouble(recompute.failureProperty(), null));
  }
}
