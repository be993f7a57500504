package dev.opikdesktop.server.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends on one connection. It can be read ahead while a request is under way: that is
 * how the end of the connection is noticed. What was read ahead is not lost, it begins the next
 * request.
 */
final class ClientInput implements Supplier<byte @Nullable []> {
  /** The connection whose request this thread works on. */
  static final ScopedValue<ClientInput> CURRENT = ScopedValue.newInstance();

  /** Holds what was read to tell the protocol. */
  private final DataReader first;

  private final HelidonSocket socket;
  private @Nullable CompletableFuture<byte @Nullable []> ahead;

  ClientInput(ConnectionContext connection) {
    this.first = connection.dataReader();
    this.socket = connection.serverSocket();
  }

  /** The next bytes, as soon as there are some; null at the end. */
  @Override
  public byte @Nullable [] get() {
    if (first.available() > 0) {
      return first.readBytes(first.available());
    }
    CompletableFuture<byte @Nullable []> begun = ahead;
    if (begun == null) {
      return read();
    }
    ahead = null;
    return result(begun);
  }

  /**
   * Calls back, from another thread, if the client ends the connection. A client that sends its
   * next request meanwhile is not watched any further. To be called by the thread that reads.
   */
  void whenGone(Runnable gone) {
    CompletableFuture<byte @Nullable []> begun = ahead;
    if (begun == null) {
      CompletableFuture<byte @Nullable []> reading = new CompletableFuture<>();
      Thread.ofVirtual().name("client-input").start(() -> readInto(reading));
      ahead = reading;
      begun = reading;
    }
    begun.whenComplete(
        (bytes, failure) -> {
          if (bytes == null) {
            gone.run();
          }
        });
  }

  private void readInto(CompletableFuture<byte @Nullable []> reading) {
    try {
      reading.complete(read());
    } catch (RuntimeException e) {
      reading.completeExceptionally(e);
    }
  }

  private byte @Nullable [] read() {
    try {
      return socket.get();
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("The client's connection broke", e);
    }
  }

  private static byte @Nullable [] result(CompletableFuture<byte @Nullable []> begun) {
    try {
      return begun.get();
    } catch (ExecutionException e) {
      throw new ServerConnectionException("The client's connection broke", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("The server stops", e);
    }
  }
}
