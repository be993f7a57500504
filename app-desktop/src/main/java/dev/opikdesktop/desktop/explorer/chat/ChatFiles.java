package dev.opikdesktop.desktop.explorer.chat;

/** Where the files that messages carry, or name, can be looked at. */
public interface ChatFiles {
  /** Nowhere. */
  ChatFiles NONE =
      new ChatFiles() {
        @Override
        public boolean has(String source) {
          return false;
        }

        @Override
        public void open(ChatRow.File file) {
          // There is nowhere to.
        }
      };

  /** Whether it can be looked at: it stands in the message, or goes with it. */
  boolean has(String source);

  void open(ChatRow.File file);
}
