package dev.opikdesktop.desktop.explorer.snippet;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.net.URI;
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
  /**
   * @param what the sentence at the top, for example that a project has no traces yet
   */
  public WelcomeView(URI restUrl, String what) {
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

    String code = Snippet.python(restUrl);
    TextArea snippet = new TextArea(code);
    snippet.setId("snippet");
    snippet.setEditable(false);
    snippet.getStyleClass().addAll("snippet", "mono");
    snippet.setPrefRowCount((int) code.lines().count() + 2);
    snippet.setPrefColumnCount(66);
    snippet.setAccessibleText("A Python program that logs a first trace");
    Button copySnippet = Parts.button("Copy", () -> Parts.copy(code));
    copySnippet.setId("copy-snippet");
    copySnippet.setGraphic(Parts.icon(Feather.COPY));

    HBox snippetHead =
        new HBox(
            8, Parts.label("Send a first trace from Python", "muted"), Parts.spacer(), copySnippet);
    snippetHead.setAlignment(Pos.CENTER_LEFT);

    HBox waiting =
        new HBox(
            8,
            running(),
            Parts.label("Waiting. It shows here by itself, nothing to press.", "muted"));
    waiting.setAlignment(Pos.CENTER_LEFT);

    VBox card =
        new VBox(14, Parts.label(what, "title"), addressLine, snippetHead, snippet, waiting);
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
