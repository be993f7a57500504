package dev.opikdesktop.benchmarks.example;

import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation, whatever format it is written in.
 *
 * @param text what is said; of a call its arguments, of a result what the tool answered, as JSON
 * @param tool the tool that is called or that answers
 * @param call what ties an answer to its call
 * @param image a PNG in base64 that goes with the text
 */
record Message(
    Role role, String text, @Nullable String tool, @Nullable String call, @Nullable String image) {
  /** Who speaks. */
  enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    CALL,
    RESULT
  }

  static Message system(String text) {
    return new Message(Role.SYSTEM, text, null, null, null);
  }

  static Message user(String text, @Nullable String image) {
    return new Message(Role.USER, text, null, null, image);
  }

  static Message assistant(String text) {
    return new Message(Role.ASSISTANT, text, null, null, null);
  }

  static Message call(String tool, String call, String arguments) {
    return new Message(Role.CALL, arguments, tool, call, null);
  }

  static Message result(Message call, String text) {
    return new Message(Role.RESULT, text, call.tool(), call.call(), null);
  }

  /** About how many tokens it takes; scripts without spaces take more of them. */
  int tokens() {
    long wide = text.codePoints().filter(letter -> letter > 0x2e80).count();
    return (int) ((text.length() - wide) / 4 + wide) + 4 + (image == null ? 0 : 765);
  }
}
