package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.Environment;
import dev.opikdesktop.desktop.explorer.environments.EnvironmentDot;
import dev.opikdesktop.desktop.explorer.environments.EnvironmentsModel;
import dev.opikdesktop.desktop.explorer.query.QueryModel;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;
import java.util.List;
import javafx.beans.Observable;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Says of which environment rows are shown, as the query has it, and changes the query. */
final class EnvironmentButton extends Button {
  private static final String FIELD = "environment";

  private final QueryModel query;
  private final EnvironmentsModel environments;

  EnvironmentButton(QueryModel query, EnvironmentsModel environments) {
    this.query = query;
    this.environments = environments;
    setId("environment");
    getStyleClass().add("plain-button");
    setMinWidth(USE_PREF_SIZE);
    setTooltip(new Tooltip("Environment"));
    setOnAction(event -> choices().show(this, Side.BOTTOM, 0, 4));
    query.askedProperty().subscribe(this::show);
    environments.all().addListener((Observable observable) -> show());
    show();
  }

  /** The environment that the query asks for; null for none, or for more than one name. */
  private Oql.@Nullable Condition asked() {
    List<Oql.Condition> conditions = query.conditions(FIELD);
    return conditions.size() == 1 ? conditions.getFirst() : null;
  }

  private void show() {
    Oql.Condition asked = asked();
    setGraphic(Parts.icon(Feather.SERVER));
    if (query.conditions(FIELD).isEmpty()) {
      setText("All");
    } else if (asked != null && asked.operator() == Operator.EQUAL) {
      setText(asked.value());
      setGraphic(dot(asked.value()));
    } else if (asked != null && asked.operator() == Operator.IS_EMPTY) {
      setText("Untagged");
    } else {
      setText("Some");
    }
    setAccessibleText("Environment: " + getText());
  }

  private ContextMenu choices() {
    ContextMenu menu = new ContextMenu();
    menu.getItems().add(item("All environments", null));
    for (Environment each : environments.all()) {
      RadioMenuItem item =
          item(each.name(), new Oql.Condition(FIELD, "", Operator.EQUAL, each.name()));
      item.setGraphic(dot(each.name()));
      menu.getItems().add(item);
    }
    menu.getItems()
        .addAll(
            new SeparatorMenuItem(),
            item("Untagged", new Oql.Condition(FIELD, "", Operator.IS_EMPTY, "")));
    return menu;
  }

  private RadioMenuItem item(String text, Oql.@Nullable Condition wanted) {
    RadioMenuItem item = new RadioMenuItem(text);
    item.setMnemonicParsing(false);
    Oql.Condition asked = asked();
    item.setSelected(
        wanted == null
            ? query.conditions(FIELD).isEmpty()
            : asked != null && wanted.placeless().equals(asked.placeless()));
    item.setOnAction(event -> query.replace(FIELD, wanted));
    return item;
  }

  private EnvironmentDot dot(String name) {
    return new EnvironmentDot().of(environments.colour(name));
  }
}
