package dev.opikdesktop.desktop.explorer.theme;

import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;

/** Asks before something is done that can't be undone. */
public final class Question {
  private Question() {}

  /**
   * Asks, and waits for the answer.
   *
   * @param owner in the window that it is about
   * @param question for example {@code Delete the project?}
   * @param consequence what is lost
   * @param verb what the button says that does it
   */
  public static boolean confirmed(Node owner, String question, String consequence, String verb) {
    return asked(owner, question, consequence, verb, false);
  }

  /** The same before a deletion: the button that does it has the colour of danger. */
  public static boolean deletion(Node owner, String question, String consequence) {
    return asked(owner, question, consequence, "Delete", true);
  }

  private static boolean asked(
      Node owner, String question, String consequence, String verb, boolean dangerous) {
    Alert alert = new Alert(Alert.AlertType.CONFIRMATION, consequence, ButtonType.CANCEL);
    ButtonType doIt = new ButtonType(verb, ButtonBar.ButtonData.OK_DONE);
    alert.getButtonTypes().add(doIt);
    if (dangerous) {
      alert.getDialogPane().lookupButton(doIt).getStyleClass().add("danger-button");
    }
    alert.setTitle(verb);
    alert.setHeaderText(question);
    alert.setGraphic(null);
    alert.initOwner(owner.getScene().getWindow());
    // A window of its own has none of the theme's.
    alert.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
    return alert.showAndWait().filter(doIt::equals).isPresent();
  }
}
