package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.List;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;
import javafx.stage.PopupWindow;
import org.jspecify.annotations.Nullable;

/** The query as a line of text, with what may come next under it and what is wrong with it. */
public final class QueryBar extends StackPane {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass DRAFT = PseudoClass.getPseudoClass("draft");
  private static final double ROW = 26;

  private final QueryModel model;
  private final TextField field = new TextField();
  private final ListView<Completions.Completion> options = new ListView<>();
  private final Popup popup = new Popup();
  private final Popup problem = new Popup();
  private final Label problemText = Parts.label("", "mono");
  private final Label hint = Parts.label("/", "key-hint");
  private List<Completions.Completion> shown = List.of();

  /** Whether somebody is writing: only then is offered what may come next. */
  private boolean writing;

  private boolean offering;

  public QueryBar(QueryModel model) {
    this.model = model;
    field.setId("query");
    field.setPromptText("Search, or duration > 5000 AND tags contains \"web\"");
    field.setAccessibleText("Query");
    field.getStyleClass().add("query-field");
    field.textProperty().bindBidirectional(model.textProperty());
    hint.setId("query-hint");
    hint.setMouseTransparent(true);
    StackPane.setAlignment(hint, Pos.CENTER_RIGHT);
    StackPane.setMargin(hint, new javafx.geometry.Insets(0, 8, 0, 0));
    getChildren().addAll(field, hint);
    options.setFixedCellSize(ROW);
    options.getStyleClass().add("completions");
    options.setFocusTraversable(false);
    options.setCellFactory(list -> new CompletionCell());
    options.setOnMouseClicked(event -> choose());
    popup.getContent().add(options);
    popup.setAutoHide(true);
    popup.setOnAutoHide(event -> writing = false);
    popup.setAnchorLocation(PopupWindow.AnchorLocation.CONTENT_TOP_LEFT);
    problemText.getStyleClass().add("query-problem");
    problem.getContent().add(problemText);
    problem.setAutoHide(true);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    field.addEventFilter(InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, event -> writing = true);
    field.caretPositionProperty().addListener(observable -> offerSoon());
    field.textProperty().addListener(observable -> offerSoon());
    field
        .focusedProperty()
        .subscribe(
            focused -> {
              writing = false;
              offerSoon();
              showHint();
            });
    model.textProperty().subscribe(text -> showHint());
    model.askedProperty().subscribe(asked -> showHint());
    model.mistakeProperty().subscribe(this::show);
    model.vocabulary().versionProperty().subscribe((before, version) -> offerSoon());
  }

  /** Puts the keyboard into the line, with all of it selected that is asked already. */
  public void takeFocus() {
    field.requestFocus();
    if (model.isDraft()) {
      field.end();
    } else {
      field.selectAll();
    }
    writing = true;
    offerSoon();
  }

  private void showHint() {
    boolean draft = model.isDraft();
    hint.setText(draft ? "Enter asks · Esc leaves it" : "/");
    field.pseudoClassStateChanged(DRAFT, draft);
    Parts.present(hint, draft || !field.isFocused());
  }

  private static final class CompletionCell extends ListCell<Completions.Completion> {
    @Override
    protected void updateItem(Completions.@Nullable Completion shown, boolean empty) {
      super.updateItem(shown, empty);
      String note = empty || shown == null ? "" : shown.note();
      setText(empty || shown == null ? null : shown.word());
      setGraphic(note.isEmpty() ? null : Parts.label(note, "note"));
      setContentDisplay(ContentDisplay.RIGHT);
    }
  }

  private void offerSoon() {
    offering = true;
    Platform.runLater(this::offer);
  }

  private void offer() {
    offering = false;
    if (!writing || !field.isFocused() || getScene() == null || getScene().getWindow() == null) {
      popup.hide();
      return;
    }
    shown =
        field.getSelection().getLength() > 0
            ? List.of()
            : model.completions(field.getText(), field.getCaretPosition());
    if (shown.isEmpty()) {
      popup.hide();
      return;
    }
    options.getItems().setAll(shown);
    if (shown.getFirst().from() < field.getCaretPosition() && !model.isQuery(field.getText())) {
      options.getSelectionModel().selectFirst();
    } else {
      options.getSelectionModel().clearSelection();
    }
    options.setPrefSize(400, Math.min(shown.size(), 9) * ROW + 2);
    Bounds at = field.localToScreen(field.getBoundsInLocal());
    if (at != null && !popup.isShowing()) {
      popup.show(field, at.getMinX(), at.getMaxY() + 4);
    }
  }

  private void offerNoMore() {
    writing = false;
    popup.hide();
  }

  private void keyPressed(KeyEvent event) {
    if (offering) {
      offer();
    }
    boolean offered = popup.isShowing();
    int chosen = options.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case DOWN -> {
        if (!offered) {
          writing = true;
          offerSoon();
          break;
        }
        options.getSelectionModel().select(Math.min(chosen + 1, shown.size() - 1));
        options.scrollTo(Math.max(0, chosen - 6));
      }
      case UP -> {
        if (!offered) {
          return;
        }
        options.getSelectionModel().select(Math.max(0, chosen - 1));
        options.scrollTo(Math.max(0, chosen - 7));
      }
      case TAB -> {
        if (!offered) {
          return;
        }
        options.getSelectionModel().select(Math.max(0, chosen));
        choose();
      }
      case ENTER -> {
        if (offered && chosen >= 0) {
          choose();
        } else {
          offerNoMore();
          model.ask();
          if (!model.isDraft()) {
            field.end();
          }
        }
      }
      default -> {
        if (!event.getCode().isModifierKey()) {
          writing = true;
          model.written();
        }
        return;
      }
    }
    event.consume();
  }

  private void choose() {
    int index = options.getSelectionModel().getSelectedIndex();
    if (index < 0 || index >= shown.size()) {
      return;
    }
    Completions.Completion chosen = shown.get(index);
    String text = field.getText();
    int caret = Math.min(field.getCaretPosition(), text.length());
    String end = text.substring(caret);
    String word = chosen.word() + (end.startsWith(" ") || takesKey(chosen.word()) ? "" : " ");
    field.setText(text.substring(0, chosen.from()) + word + end);
    field.positionCaret(chosen.from() + word.length());
    field.requestFocus();
  }

  private boolean takesKey(String word) {
    return model.fields().find(word).filter(found -> found.needsKey()).isPresent();
  }

  private void show(QueryModel.@Nullable Mistake mistake) {
    field.pseudoClassStateChanged(WRONG, mistake != null);
    if (mistake == null || getScene() == null) {
      problem.hide();
      return;
    }
    int from = Math.min(mistake.at().offset(), field.getLength());
    problemText.setText(" ".repeat(Math.min(from, 80)) + "▲ " + mistake.message());
    Bounds at = field.localToScreen(field.getBoundsInLocal());
    if (at != null) {
      problem.show(field, at.getMinX(), at.getMaxY() + 4);
    }
  }
}
