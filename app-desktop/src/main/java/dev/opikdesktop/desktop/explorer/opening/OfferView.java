package dev.opikdesktop.desktop.explorer.opening;

import dev.opikdesktop.desktop.explorer.opening.FileOpener.Found;
import dev.opikdesktop.desktop.explorer.opening.Offer.State;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** One file: what it is, what can be done with it, how far that is, and what was wrong. */
final class OfferView extends VBox {
  private final OpeningModel model;
  private final Offer offer;
  private final Label name = Parts.label("", "strong");
  private final Label facts = Parts.label("", "muted");
  private final Label words = Parts.label("", "offer-words");
  private final ComboBox<String> project = new ComboBox<>();
  private final ProgressBar progress = new ProgressBar();
  private final Button open = Parts.button("Open read-only", this::open);
  private final Button show = Parts.button("Show it", this::showImported);
  private final HBox choice;
  private final HBox underWay;
  private final VBox leftOut = new VBox(2);

  OfferView(OpeningModel model, Offer offer) {
    this.model = model;
    this.offer = offer;
    getStyleClass().add("offer");
    name.setMinWidth(0);
    facts.setMinWidth(0);
    Button away = Parts.iconButton(Feather.X, "Take " + offer.name() + " away", this::dismiss);
    away.getStyleClass().add("quiet-button");
    away.setMinWidth(USE_PREF_SIZE);
    show.setId("offer-show");
    words.setId("offer-words");
    show.setMinWidth(USE_PREF_SIZE);
    HBox head =
        new HBox(10, Parts.icon(Feather.FILE_TEXT), name, facts, Parts.spacer(), show, away);
    head.setAlignment(Pos.CENTER_LEFT);
    choice = choice();
    words.setWrapText(true);
    underWay = underWay();
    leftOut.getStyleClass().add("offer-left-out");
    getChildren().addAll(head, words, choice, underWay, leftOut);
    offer.stateProperty().subscribe(state -> show(state));
    offer.wordsProperty().subscribe(said -> showWords());
    offer.shareProperty().subscribe(share -> progress.setProgress(share.doubleValue()));
  }

  boolean isOf(Offer other) {
    return offer == other;
  }

  private HBox choice() {
    open.setId("offer-open");
    open.getStyleClass().add("first-choice");
    open.setMinWidth(USE_PREF_SIZE);
    project.setId("offer-project");
    project.setEditable(true);
    project.setItems(model.projects());
    project.setPrefWidth(230);
    project.setAccessibleText("Project of this computer to import it into");
    Button take = Parts.button("Import", this::importIt);
    take.setId("offer-import");
    take.setMinWidth(USE_PREF_SIZE);
    Label or = Parts.label("or import into the project", "muted");
    or.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(10, open, or, project, take);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private HBox underWay() {
    progress.setPrefWidth(260);
    progress.setAccessibleText("How much of the file was read");
    Button cancel = Parts.button("Cancel", offer::cancel);
    cancel.setId("offer-cancel");
    HBox row = new HBox(10, progress, cancel);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void show(State state) {
    Found found = offer.found();
    name.setText(offer.name());
    if (found != null) {
      name.setTooltip(new Tooltip(found.path().toString()));
      facts.setText(
          Stream.of(
                  found.form(),
                  Units.bytes(found.bytes()),
                  found.contents(),
                  String.join(", ", found.projects()))
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining(" · ")));
      facts.setTooltip(new Tooltip(facts.getText()));
      project.setPromptText(
          found.projects().isEmpty()
              ? "as its spans name it"
              : String.join(", ", found.projects()));
    }
    // What failed may be tried again, as it was meant or in the other way.
    Parts.present(choice, state == State.KNOWN || state == State.FAILED);
    Parts.present(underWay, state == State.READING);
    Parts.present(show, state == State.DONE && !isOpen());
    leftOut.getChildren().setAll(offer.leftOut().stream().map(OfferView::line).toList());
    Parts.present(leftOut, state == State.DONE && !offer.leftOut().isEmpty());
    words.getStyleClass().remove("danger");
    if (state == State.FAILED || state == State.UNKNOWN) {
      words.getStyleClass().add("danger");
    }
    showWords();
  }

  private boolean isOpen() {
    return model.open().stream().anyMatch(file -> file.opened().taken() == offer.taken());
  }

  private void showWords() {
    String said = offer.state() == State.LOOKING ? "Looking into it…" : offer.wordsProperty().get();
    words.setText(said);
    Parts.present(words, !said.isEmpty());
  }

  private static Label line(String text) {
    Label line = Parts.label(text, "small");
    line.setWrapText(true);
    return line;
  }

  private void open() {
    model.open(offer);
  }

  private void importIt() {
    String written = project.getEditor().getText();
    model.importTo(offer, written == null ? "" : written);
  }

  private void showImported() {
    model.showImported(offer);
  }

  private void dismiss() {
    model.dismiss(offer);
  }
}
