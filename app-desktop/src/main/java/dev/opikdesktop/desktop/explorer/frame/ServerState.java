package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.About;
import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.ChangeStream;
import dev.opikdesktop.desktop.client.ClientException;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What a window knows of its server: whether it is reached, and what it says of itself. */
final class ServerState implements AutoCloseable {
  private static final Duration ABOUT_EVERY = Duration.ofSeconds(2);

  /** Opik's own server has nothing to say, until it is replaced by another one. */
  private static final Duration NOTHING_ABOUT_EVERY = Duration.ofMinutes(5);

  private final OpikClient client;
  private final Background background;
  private final ObjectProperty<@Nullable About> about = new SimpleObjectProperty<>();
  private final BooleanProperty connected = new SimpleBooleanProperty();
  private final BooleanProperty looking = new SimpleBooleanProperty();
  private final StringProperty disconnection = new SimpleStringProperty("");
  private @Nullable ChangeStream changes;

  ServerState(OpikClient client, Background background) {
    this.client = client;
    this.background = background;
  }

  /**
   * Begins to ask and to listen.
   *
   * @param listener is told each change on the drawing thread
   */
  void start(Consumer<Change> listener) {
    changes =
        client.follow(
            change ->
                background.onDrawingThread(
                    () -> {
                      changed(change);
                      listener.accept(change);
                    }));
    askAbout();
  }

  /** Null until the server has answered once. */
  ReadOnlyObjectProperty<@Nullable About> aboutProperty() {
    return about;
  }

  /** Whether changes come in. */
  ReadOnlyBooleanProperty connectedProperty() {
    return connected;
  }

  /** Whether the server tells no changes, so that it is looked at every half minute. */
  ReadOnlyBooleanProperty lookingProperty() {
    return looking;
  }

  /** Why no changes come in; empty while they do, and before it was tried. */
  ReadOnlyStringProperty disconnectionProperty() {
    return disconnection;
  }

  private void changed(Change change) {
    switch (change) {
      case Change.Connected nowConnected -> reached(false);
      case Change.Polled polled -> reached(true);
      case Change.Disconnected lost -> {
        connected.set(false);
        disconnection.set(lost.reason());
      }
      case Change.Written written -> {}
      case Change.Lost lost -> {}
      case Change.Show show -> {}
    }
  }

  private void reached(boolean byLooking) {
    connected.set(true);
    looking.set(byLooking);
    disconnection.set("");
  }

  private void askAbout() {
    background.run(
        client::about,
        (answer, took) -> {
          about.set(answer);
          background.later(ABOUT_EVERY, this::askAbout);
        },
        problem -> {
          boolean saysNothing =
              problem instanceof ClientException refused && refused.status() == 404;
          background.later(saysNothing ? NOTHING_ABOUT_EVERY : ABOUT_EVERY, this::askAbout);
        });
  }

  @Override
  public void close() {
    if (changes != null) {
      changes.close();
    }
  }
}
