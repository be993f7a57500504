package dev.opikdesktop.desktop.explorer.logs;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** What a click on a part of a cell does, instead of opening the row. */
interface CellAction {
  void on(LogTable table, LogRow row);

  /** Gives a node of a cell, with all in it, an action of its own. */
  static void set(Node node, CellAction action) {
    node.getProperties().put(CellAction.class, action);
  }

  /** The action of a node, or of what it is in; null for none. */
  static @Nullable CellAction of(Node node) {
    for (Node at = node; at != null && !(at instanceof LogCell); at = at.getParent()) {
      if (at.hasProperties()
          && at.getProperties().get(CellAction.class) instanceof CellAction found) {
        return found;
      }
    }
    return null;
  }
}
