package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;

/** Lets one choose the trace that another one is compared with. */
public final class TracePicker {
  private static final double WIDTH = 680;
  private static final double ROW = 34;
  private static final int ROWS = 11;

  private final PickerModel model;
  private final Popup popup = new Popup();
  private final TextField words = new TextField();
  private final ListView<Candidate> candidates = new ListView<>();
  private Consumer<Candidate> chosen = candidate -> {};

  public TracePicker(PickerModel model) {
    this.model = model;
    words.setId("trace-picker-search");
    words.setPromptText("Compare with: name, words or id of a trace");
    words.setAccessibleText("Find the trace to compare with");
    words.getStyleClass().add("palette-search");
    words.textProperty().bindBidirectional(model.wordsProperty());
    words.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    candidates.setId("trace-picker");
    candidates.setAccessibleText("Traces to compare with");
    candidates.setFixedCellSize(ROW);
    candidates.setFocusTraversable(false);
    candidates.getStyleClass().add("palette-list");
    candidates.setPrefHeight(ROWS * ROW + 4);
    candidates.setItems(model.candidates());
    candidates.setCellFactory(view -> new Cell());
    candidates.setOnMouseClicked(event -> choose());
    Label message = Parts.label("", "muted");
    message.textProperty().bind(model.messageProperty());
    candidates.setPlaceholder(message);
    model
        .candidates()
        .addListener(
            // Later, when the list itself knows of them.
            (ListChangeListener<Candidate>) change -> Platform.runLater(() -> select(0)));
    VBox content = new VBox(6, words, candidates);
    content.getStyleClass().addAll("popover", "palette");
    content.setPrefWidth(WIDTH);
    popup.getContent().add(content);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    popup.setOnHidden(event -> model.close());
  }

  /**
   * Opens it over the middle of a window.
   *
   * @param then takes what is chosen
   */
  public void show(Scene scene, Trace compared, Consumer<Candidate> then) {
    chosen = then;
    model.open(compared);
    double x = scene.getWindow().getX() + scene.getX() + (scene.getWidth() - WIDTH) / 2;
    double y = scene.getWindow().getY() + scene.getY() + 90;
    popup.show(scene.getWindow(), x, y);
    words.requestFocus();
  }

  private void keyPressed(KeyEvent event) {
    int index = candidates.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case DOWN -> select(index + 1);
      case UP -> select(index - 1);
      case ENTER -> choose();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void select(int index) {
    if (!candidates.getItems().isEmpty()) {
      int place = Math.floorMod(index, candidates.getItems().size());
      candidates.getSelectionModel().select(place);
      candidates.scrollTo(Math.max(0, place - ROWS + 3));
    }
  }

  private void choose() {
    Candidate candidate = candidates.getSelectionModel().getSelectedItem();
    if (candidate != null) {
      popup.hide();
      chosen.accept(candidate);
    }
  }

  private static final class Cell extends ListCell<Candidate> {
    private final Label name = Parts.label("", "strong");
    private final Label input = Parts.label("", "muted");
    private final Label note = Parts.label("", "tag");
    private final Label duration = Parts.label("", "muted", "smaller");
    private final Label start = Parts.label("", "muted", "smaller");
    private final HBox box =
        new HBox(8, Parts.badge("T", "trace", "Trace"), name, note, input, duration, start);

    Cell() {
      box.setAlignment(Pos.CENTER_LEFT);
      name.setMaxWidth(200);
      input.setMinWidth(0);
      input.setPrefWidth(0);
      input.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(input, Priority.ALWAYS);
      for (Label whole : new Label[] {note, duration, start}) {
        whole.setMinWidth(USE_PREF_SIZE);
      }
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Candidate candidate, boolean empty) {
      super.updateItem(candidate, empty);
      if (empty || candidate == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      name.setText(candidate.name());
      note.setText(candidate.note());
      Parts.present(note, !candidate.note().isEmpty());
      input.setText(candidate.input());
      duration.setText(candidate.duration());
      start.setText(candidate.startText());
      setGraphic(box);
      setAccessibleText(candidate.name() + ", " + candidate.startText() + " " + candidate.note());
    }
  }
}
