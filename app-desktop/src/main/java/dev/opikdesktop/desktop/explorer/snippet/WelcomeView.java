package dev.opikdesktop.desktop.explorer.snippet;

import dev.opikdesktop.desktop.client.Access;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Segments;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/**
 * Stands where a list will be, until there is something to list: the address, and how to send a
 * first trace to it.
 */
public final class WelcomeView extends VBox {
  private static final List<Snippet> SDKS = List.of(Snippet.PYTHON, Snippet.TYPESCRIPT);

  private static final List<Snippet> OTLP =
      List.of(
          Snippet.OTLP_PYTHON,
          Snippet.OTLP_NODE,
          Snippet.OTLP_GO,
          Snippet.OTLP_JAVA,
          Snippet.OTLP_RUST);

  private static final int ROWS = 24;
  private static final String HIDDEN = "••••••••";

  private final Access access;
  private final ObservableValue<String> project;
  private final ToggleButton showKey = new ToggleButton("Show the API key");
  private final ObjectProperty<Snippet> chosen = new SimpleObjectProperty<>(Snippet.PYTHON);
  private final TextArea program = new TextArea();

  /**
   * @param access the server, and as whom the program sends to it
   * @param what the sentence at the top, for example that a project has no traces yet
   * @param project the name of the project whose traces are waited for; empty for any
   */
  public WelcomeView(Access access, String what, ObservableValue<String> project) {
    this.access = access;
    this.project = project;
    getStyleClass().add("welcome");
    setAlignment(Pos.CENTER);
    setFillWidth(false);
    VBox card = new VBox(14, Parts.label(what, "title"));
    card.getStyleClass().add("welcome-card");
    card.setMaxWidth(Region.USE_PREF_SIZE);
    getChildren().add(card);
    if (access.readOnly()) {
      // Nothing can be sent to a file.
      return;
    }

    String address = access.address().toString();
    Button copyAddress =
        Parts.iconButton(Feather.COPY, "Copy the address", () -> Parts.copy(address));
    HBox addressLine =
        new HBox(
            8,
            Parts.label("Listening at", "muted"),
            Parts.label(address, "mono", "strong"),
            copyAddress);
    if (!access.workspace().isEmpty()) {
      addressLine
          .getChildren()
          .addAll(
              Parts.label("workspace", "muted"), Parts.label(access.workspace(), "mono", "strong"));
    }
    addressLine.setAlignment(Pos.CENTER_LEFT);

    program.setId("snippet");
    program.setEditable(false);
    program.getStyleClass().addAll("snippet", "mono");
    program.setPrefRowCount(ROWS);
    program.setPrefColumnCount(96);
    program.setAccessibleText("A program that logs a first trace");
    chosen.subscribe(this::show);
    project.subscribe(this::show);
    showKey.selectedProperty().subscribe(this::show);
    show();

    Button copyProgram =
        Parts.button("Copy", () -> Parts.copy(chosen.get().program(access, project.getValue())));
    copyProgram.setId("copy-snippet");
    copyProgram.setGraphic(Parts.icon(Feather.COPY));
    HBox choice =
        new HBox(
            8,
            Parts.label("Opik SDK", "muted"),
            new Segments<>("snippet", SDKS, chosen, Snippet::language),
            Parts.label("OpenTelemetry", "muted"),
            new Segments<>("snippet", OTLP, chosen, Snippet::language),
            Parts.spacer(),
            copyProgram);
    choice.setAlignment(Pos.CENTER_LEFT);

    HBox waiting =
        new HBox(
            8,
            running(),
            Parts.label("Waiting. It shows here by itself, nothing to press.", "muted"));
    waiting.setAlignment(Pos.CENTER_LEFT);

    card.getChildren().addAll(addressLine, choice, program, keyLine(), waiting);
  }

  private void show() {
    Access shown =
        showKey.isSelected() || access.apiKey().isEmpty()
            ? access
            : new Access(access.address(), access.workspace(), HIDDEN, access.readOnly());
    program.setText(chosen.get().program(shown, project.getValue()));
  }

  private Node keyLine() {
    showKey.setId("snippet-key");
    showKey.getStyleClass().add("choice");
    showKey.setMinWidth(USE_PREF_SIZE);
    HBox line =
        new HBox(
            10, showKey, Parts.label("Copy takes the API key of this connection along.", "muted"));
    line.setAlignment(Pos.CENTER_LEFT);
    Parts.present(line, !access.apiKey().isEmpty());
    return line;
  }

  private static Region running() {
    Region dot = new Region();
    dot.getStyleClass().add("live-dot");
    return dot;
  }
}
