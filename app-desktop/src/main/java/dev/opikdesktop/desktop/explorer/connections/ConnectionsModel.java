package dev.opikdesktop.desktop.explorer.connections;

import dev.opikdesktop.desktop.client.Access;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.net.URI;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Which server the window looks at. */
public final class ConnectionsModel {
  private static final String TITLE = "Opik Desktop";

  private final WindowState state;
  private final Connection here;
  private final ObjectProperty<Connection> current;
  private Runnable whenLeft = () -> {};

  /**
   * @param restUrl of the server that this application runs
   * @param state what the window remembers
   */
  public ConnectionsModel(URI restUrl, WindowState state) {
    this.state = state;
    here = Connection.here(restUrl);
    current = new SimpleObjectProperty<>(here);
  }

  public Connection here() {
    return here;
  }

  /** The one that is shown. */
  public ReadOnlyObjectProperty<Connection> currentProperty() {
    return current;
  }

  /** Turns to another server. */
  public void open(Connection wanted) {
    open(wanted, () -> {});
  }

  /**
   * Turns to another server that is there only as long as it is shown.
   *
   * @param left runs on a thread of its own when another server is turned to; not when the
   *     application ends, when whoever started the server ends it
   */
  public void open(Connection wanted, Runnable left) {
    if (!wanted.equals(current.get())) {
      Runnable before = whenLeft;
      whenLeft = left;
      current.set(wanted);
      Thread.ofVirtual().name("connection-left").start(before);
    }
  }

  /** Columns, views and whatever else the window remembers of what is there. */
  public WindowState memory(Connection connection) {
    return connection.isHere() ? state : state.part("connection." + connection.id());
  }

  /** What stands at the top of the window. */
  public String title() {
    Connection shown = current.get();
    return shown.isHere() ? TITLE : shown.name() + ", " + shown.place() + " · " + TITLE;
  }

  /** How a server is asked. */
  public Access access(Connection connection) {
    return new Access(connection.address(), connection.workspace(), "", connection.readOnly());
  }
}
