package dev.opikdesktop.desktop.explorer.settings.server;

import dev.opikdesktop.desktop.client.About;
import dev.opikdesktop.desktop.explorer.settings.SettingsCard;
import dev.opikdesktop.desktop.explorer.settings.SettingsForm;
import dev.opikdesktop.desktop.explorer.settings.Trouble;
import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration.Entry;
import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration.Source;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Addresses of any server; ports and configuration file of this application's own. */
final class ServerView extends VBox {
  private static final String NOT_LISTENING = "not listening";
  private static final double KEYS = 200;
  private static final double VALUES = 230;

  ServerView(
      URI restUrl,
      ObservableValue<@Nullable About> about,
      StringProperty kind,
      @Nullable ServerModel model) {
    super(24);
    getChildren().add(model == null ? addressesElsewhere(restUrl) : addresses(restUrl, about));
    if (model == null) {
      Label elsewhere =
          Parts.label(
              "This is another server than the one of this application: its ports and its"
                  + " configuration are changed where it runs.",
              "muted");
      elsewhere.setWrapText(true);
      getChildren().add(elsewhere);
    } else {
      getChildren().addAll(ports(model), file(model));
    }
    StringProperty version = new SimpleStringProperty("");
    Runnable say =
        () -> {
          About known = about.getValue();
          version.set(
              known != null ? known.version() : kind.get().isEmpty() ? "not known" : kind.get());
        };
    about.subscribe(known -> say.run());
    kind.subscribe(found -> say.run());
    getChildren()
        .add(
            new SettingsCard("About", "")
                .row("Version of the server", "", bound(version))
                .row(
                    "Licence of Opik Desktop",
                    "The file LICENSE lies beside the program.",
                    Parts.label("Apache License 2.0")));
  }

  private static Node addresses(URI restUrl, ObservableValue<@Nullable About> about) {
    StringProperty rest = new SimpleStringProperty("");
    StringProperty http = new SimpleStringProperty("");
    StringProperty grpc = new SimpleStringProperty("");
    about.subscribe(
        known -> {
          rest.set(api(known == null ? restUrl.toString() : known.restUrl()));
          http.set(known == null ? "not known" : or(known.otlpHttpUrl()));
          grpc.set(known == null ? "not known" : or(known.otlpGrpcUrl()));
        });
    return addresses(rest, http)
        .row(
            "OpenTelemetry over gRPC",
            "The same, for exporters that speak gRPC.",
            copied("otlp-grpc-url", grpc));
  }

  /** What a server elsewhere calls itself is of no use from here. */
  private static Node addressesElsewhere(URI restUrl) {
    String rest = api(restUrl.toString());
    return addresses(
        new SimpleStringProperty(rest), new SimpleStringProperty(rest + "/v1/private/otel"));
  }

  private static SettingsCard addresses(StringProperty rest, StringProperty otlpHttp) {
    return new SettingsCard("Addresses", "")
        .row("REST API", "What Opik's SDKs take as OPIK_URL_OVERRIDE.", copied("rest-url", rest))
        .row(
            "OpenTelemetry over HTTP",
            "What exporters take as OTEL_EXPORTER_OTLP_ENDPOINT.",
            copied("otlp-http-url", otlpHttp));
  }

  private static String api(String url) {
    return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + "/api";
  }

  private static Node ports(ServerModel model) {
    SettingsCard card =
        new SettingsCard(
            "Ports from the next start on",
            "They are written into the configuration file; 0 picks any free port, off switches"
                + " OpenTelemetry's off.");
    for (PortModel port : model.ports()) {
      TextField field =
          SettingsForm.field(
              port.key().replace('.', '-'),
              "Port of " + port.name(),
              port.fallback(),
              port.textProperty(),
              model::save);
      field.setPrefColumnCount(6);
      HBox.setHgrow(field, Priority.NEVER);
      field.getStyleClass().add("number-field");
      field.setDisable(!port.isOfFile());
      String explanation =
          port.isOfFile()
              ? "Usually " + port.fallback() + "."
              : "Decided by the " + port.origin() + ", whatever the file says.";
      card.row(port.name(), explanation, field);
    }
    if (model.ports().stream().noneMatch(PortModel::isOfFile)) {
      return card;
    }
    Button save = Parts.button("Save ports", model::save);
    save.setId("save-ports");
    save.disableProperty().bind(model.knownProperty().not());
    Label waiting = Parts.label("", "accent", "smaller");
    waiting.setId("ports-waiting");
    waiting.setWrapText(true);
    waiting.textProperty().bind(model.waitingProperty());
    HBox row = new HBox(12, save, waiting);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("settings-row");
    card.add(row).add(new Trouble(model.refusalProperty(), null));
    return card;
  }

  private static Node file(ServerModel model) {
    Path path = model.configuration().file();
    StringProperty shown = new SimpleStringProperty(path.toString());
    Button folder = Parts.button("Show in file manager", model::showFolder);
    folder.setId("show-configuration");
    folder.setMinWidth(USE_PREF_SIZE);
    HBox where = new HBox(8, copied("configuration-file", shown), folder);
    where.setAlignment(Pos.CENTER_LEFT);
    where.getStyleClass().add("settings-first-row");
    HBox.setHgrow(where.getChildren().getFirst(), Priority.ALWAYS);

    VBox entries = new VBox();
    entries.getStyleClass().add("configuration-entries");
    ToggleButton all = new ToggleButton("Show what nobody set, too");
    all.setId("all-settings");
    all.getStyleClass().add("choice");
    all.selectedProperty()
        .subscribe(wanted -> entries.getChildren().setAll(entries(model, wanted)));
    HBox more = new HBox(all);
    more.getStyleClass().add("settings-row");
    return new SettingsCard(
            "Configuration", "What this start was told, and where. The file is read at the start.")
        .add(where)
        .add(new Trouble(model.failureProperty(), model::refresh))
        .add(entries)
        .add(more);
  }

  private static List<Node> entries(ServerModel model, boolean all) {
    List<Node> rows =
        model.configuration().inForce().stream()
            .filter(entry -> all || entry.source() != Source.DEFAULT)
            .map(ServerView::entry)
            .toList();
    return rows.isEmpty()
        ? List.of(Parts.label("Nobody set anything: defaults hold.", "muted", "settings-nothing"))
        : rows;
  }

  private static Node entry(Entry entry) {
    Label key = wide(Parts.label(entry.key(), "mono"), KEYS);
    Parts.named(key, entry.description());
    key.setAccessibleText(entry.key() + ": " + entry.description());
    Label value = wide(Parts.label(entry.value().isEmpty() ? "—" : entry.value(), "mono"), VALUES);
    Label origin = Parts.label(entry.origin(), "muted", "smaller");
    origin.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    origin.setMinWidth(0);
    HBox row = new HBox(12, key, value, origin);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("configuration-entry");
    return row;
  }

  private static Label wide(Label label, double width) {
    label.setMinWidth(width);
    label.setPrefWidth(width);
    label.setMaxWidth(width);
    return label;
  }

  private static Label bound(ObservableValue<String> text) {
    Label label = new Label();
    label.textProperty().bind(text);
    return label;
  }

  /** A text to copy. */
  private static Node copied(String id, StringProperty text) {
    Label label = bound(text);
    label.setId(id);
    label.getStyleClass().add("mono");
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    Button copy = Parts.iconButton(Feather.COPY, "Copy", () -> Parts.copy(text.get()));
    copy.getStyleClass().add("entry-action");
    copy.setAccessibleText("Copy " + id.replace('-', ' '));
    text.subscribe(now -> copy.setDisable(now.equals(NOT_LISTENING) || now.equals("not known")));
    HBox row = new HBox(6, label, copy);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static String or(@Nullable String url) {
    return Objects.requireNonNullElse(url, NOT_LISTENING);
  }
}
