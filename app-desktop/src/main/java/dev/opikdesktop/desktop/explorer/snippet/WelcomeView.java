package dev.opikdesktop.desktop.explorer.snippet;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Segments;
import java.net.URI;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
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

  private final ObjectProperty<Snippet> chosen = new SimpleObjectProperty<>(Snippet.PYTHON);
  private final TextArea program = new TextArea();

  /**
   * @param what the sentence at the top, for example that a project has no traces yet
   * @param project the name of the project whose traces are waited for; empty for any
   */
  public WelcomeView(URI restUrl, String what, ObservableValue<String> project) {
    getStyleClass().add("welcome");
    setAlignment(Pos.CENTER);
    setFillWidth(false);

    String address = restUrl.toString();
    Button copyAddress =
        Parts.iconButton(Feather.COPY, "Copy the address", () -> Parts.copy(address));
    HBox addressLine =
        new HBox(
            8,
            Parts.label("Listening at", "muted"),
            Parts.label(address, "mono", "strong"),
            copyAddress);
    addressLine.setAlignment(Pos.CENTER_LEFT);

    program.setId("snippet");
    program.setEditable(false);
    program.getStyleClass().addAll("snippet", "mono");
    program.setPrefRowCount(ROWS);
    program.setPrefColumnCount(96);
    program.setAccessibleText("A program that logs a first trace");
    chosen.subscribe(snippet -> program.setText(snippet.program(restUrl, project.getValue())));
    project.subscribe(name -> program.setText(chosen.get().program(restUrl, name)));

    Button copyProgram = Parts.button("Copy", () -> Parts.copy(program.getText()));
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

    VBox card = new VBox(14, Parts.label(what, "title"), addressLine, choice, program, waiting);
    card.getStyleClass().add("welcome-card");
    card.setMaxWidth(Region.USE_PREF_SIZE);
    getChildren().add(card);
  }

  private static Region running() {
    Region dot = new Region();
    dot.getStyleClass().add("live-dot");
    return dot;
  }
}
