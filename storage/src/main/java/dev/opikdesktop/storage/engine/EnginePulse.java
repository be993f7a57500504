package dev.opikdesktop.storage.engine;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an engine process all the time whether it is there, and ends it by force when it has been
 * silent for about four seconds: whoever waits for an answer is cut off then and may ask again.
 *
 * <p>The question goes over a connection of its own and takes none of the engine's pool, so an
 * engine that is only busy answers it.
 */
final class EnginePulse {
  private static final Logger LOG = LoggerFactory.getLogger(EnginePulse.class);
  private static final int PAUSE_MILLIS = 500;
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final int MISSES = 3;
  private static final byte[] PING =
      "GET /ping HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private EnginePulse() {}

  /**
   * Watches until the process has ended.
   *
   * @param wanted false once the process is being stopped, when its silence means nothing
   */
  static void watch(EngineProcess process, BooleanSupplier wanted) {
    // A thread of the system's, not a virtual one: it must run when nothing else does.
    Thread.ofPlatform()
        .name("engine-pulse")
        .daemon()
        .start(
            () -> {
              try {
                listen(process, wanted);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static void listen(EngineProcess process, BooleanSupplier wanted)
      throws InterruptedException {
    int misses = 0;
    while (!process.awaitEnd(PAUSE_MILLIS) && wanted.getAsBoolean()) {
      misses = answers(process.port()) ? 0 : misses + 1;
      if (misses == MISSES && wanted.getAsBoolean()) {
        LOG.warn("The engine process does not answer; ending it by force.");
        process.kill();
      }
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.connect(new InetSocketAddress(loopback, port), TIMEOUT_MILLIS);
      socket.getOutputStream().write(PING);
      return socket.getInputStream().read() >= 0;
    } catch (ConnectException e) {
      // It listens no more: it is on its own way out, and gives itself a time for that.
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
