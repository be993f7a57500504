package dev.opikdesktop.desktop.wire;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.ChangeStream;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Stands for the thread that draws, with a client and a background behind it: view models need no
 * more of a window.
 */
public final class Drawing implements AutoCloseable {
  /** Like JavaFX's own thread it lets work that comes after its end go by. */
  private final ExecutorService thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          new ThreadPoolExecutor.DiscardPolicy());

  private final Background background = new Background(thread);
  private final OpikClient client;
  private ChangeStream changes;

  public Drawing(WireServer server) {
    this(server.url());
  }

  public Drawing(URI server) {
    this.client = new OpikClient(server);
  }

  public Background background() {
    return background;
  }

  public OpikClient client() {
    return client;
  }

  /** Hands the server's changes to a view model, as the window does. */
  public void follow(Consumer<Change> model) {
    changes = client.follow(change -> thread.execute(() -> model.accept(change)));
  }

  /** Asks a view model something on its own thread. */
  public <T> T on(Callable<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    thread.execute(
        () -> {
          try {
            answer.complete(question.call());
          } catch (Throwable failure) {
            answer.completeExceptionally(failure);
          }
        });
    return answer.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** Does something to a view model on its own thread. */
  public void run(Runnable action) {
    on(
        () -> {
          action.run();
          return true;
        });
  }

  @Override
  public void close() {
    if (changes != null) {
      changes.close();
    }
    background.close();
    client.close();
    thread.shutdownNow();
  }
}
