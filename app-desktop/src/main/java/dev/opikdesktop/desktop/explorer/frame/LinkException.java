package dev.opikdesktop.desktop.explorer.frame;

/** Why a text is no link; the message is a sentence for the user. */
final class LinkException extends Exception {
  private static final long serialVersionUID = 1L;

  LinkException(String message) {
    super(message);
  }
}
