package dev.opikdesktop.storage.engine.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection, on a virtual thread. While a statement runs on its own thread, this one
 * goes on listening to the client, so that it notices at once when nobody waits for the answer any
 * more, and then ends the statement.
 */
final class ClientConnection implements Runnable {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final long KILL_AGAIN_MILLIS = 200;
  private static final long DRAIN_MILLIS = 2_000;

  private final SocketChannel channel;
  private final ConnectionInput input;
  private final Lanes lanes;
  private final Credentials credentials;
  private final HttpFace.Names names;
  private final long waitMillis;
  private final Unstoppable unstoppable;

  ClientConnection(
      SocketChannel channel,
      Lanes lanes,
      Credentials credentials,
      HttpFace.Names names,
      long waitMillis,
      Unstoppable unstoppable) {
    this.channel = channel;
    this.input = new ConnectionInput(channel);
    this.lanes = lanes;
    this.credentials = credentials;
    this.names = names;
    this.waitMillis = waitMillis;
    this.unstoppable = unstoppable;
  }

  @Override
  public void run() {
    try (channel) {
      boolean open = true;
      while (open) {
        RequestHead head = input.readHead();
        open = head != null && answer(head);
      }
    } catch (IOException | IllegalArgumentException e) {
      // The client has gone, or speaks something else: nobody to tell.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answer(RequestHead head) throws IOException, InterruptedException {
    CountDownLatch bodyRead = new CountDownLatch(1);
    InputStream body = input.body(head, () -> sendContinue(head), bodyRead::countDown);
    Answer answer = new Answer(channel, head.keepAlive(), !head.method().equals("HEAD"));
    answer.header("X-ClickHouse-Server-Display-Name", "opik-desktop-engine");
    answer.header("X-ClickHouse-Timezone", names.timezone());
    if (isPing(head)) {
      answer.header("Content-Type", "text/plain; charset=UTF-8");
      answer.write("Ok.\n".getBytes(StandardCharsets.US_ASCII));
      return finish(answer, body);
    }
    Lane lane;
    try {
      credentials.check(head);
      lane = borrow();
    } catch (ClickHouseException e) {
      StatementRun.writeError(answer, e, names.version());
      return finish(answer, body);
    }
    return run(lane, head, body, answer, bodyRead);
  }

  private static boolean isPing(RequestHead head) {
    return switch (head.path()) {
      case "/ping", "/replicas_status" -> true;
      case "/" ->
          head.method().equals("GET")
              && head.query().isEmpty()
              && head.header("authorization") == null;
      default -> false;
    };
  }

  private Lane borrow() throws ClickHouseException, InterruptedException {
    Lane lane = lanes.borrow(waitMillis);
    if (lane == null) {
      throw new ClickHouseException(
          202,
          "TOO_MANY_SIMULTANEOUS_QUERIES",
          "Too many simultaneous queries: none of the engine's connections became free in "
              + waitMillis
              + " ms");
    }
    return lane;
  }

  private boolean run(
      Lane lane, RequestHead head, InputStream body, Answer answer, CountDownLatch bodyRead)
      throws IOException, InterruptedException {
    Running running = new Running(lane);
    CountDownLatch done = new CountDownLatch(1);
    StatementRun statement =
        new StatementRun(
            lane, head, body, answer, names.version(), lanes.statements(), running::kill);
    lanes.run(
        () -> {
          try {
            statement.run();
            running.ended();
            finish(answer, body);
          } catch (IOException | RuntimeException e) {
            answer.last();
          } catch (Error e) {
            answer.last();
            answerFailure(answer, e);
          } finally {
            running.ended();
            if (!answer.keepAlive()) {
              closeQuietly();
            }
            bodyRead.countDown();
            done.countDown();
          }
        });
    bodyRead.await();
    if (!listen()) {
      long left = System.nanoTime();
      do {
        running.kill();
        if (statement.reads() && System.nanoTime() - left > unstoppable.patienceNanos()) {
          unstoppable.endProcess().run();
        }
      } while (!done.await(KILL_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
      return false;
    }
    done.await();
    return answer.keepAlive();
  }

  /** Tells the client that this process, not its statement, has failed: mostly for want of heap. */
  private void answerFailure(Answer answer, Error failure) {
    try {
      System.err.println("statement: " + failure);
      StatementRun.writeError(
          answer,
          new ClickHouseException(
              241, "MEMORY_LIMIT_EXCEEDED", "the engine process could not go on: " + failure),
          names.version());
      answer.finish();
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // Then the end of the connection is the answer.
    }
  }

  private boolean listen() {
    try {
      return input.awaitBytes();
    } catch (IOException e) {
      return false;
    }
  }

  private void sendContinue(RequestHead head) throws IOException {
    if (head.headerHas("expect", "100-continue")) {
      channel.write(ByteBuffer.wrap(CONTINUE));
    }
  }

  /**
   * Sends the rest of the answer. If the client is still sending, it reads on for a while, because
   * closing on unread bytes would take the answer away from the client too.
   */
  private boolean finish(Answer answer, InputStream body) throws IOException {
    boolean unread = answer.headSent() ? false : hasUnread(body);
    if (unread) {
      answer.last();
    }
    answer.finish();
    if (unread) {
      channel.shutdownOutput();
      drain(body);
    }
    return answer.keepAlive();
  }

  private static boolean hasUnread(InputStream body) throws IOException {
    byte[] rest = new byte[8192];
    int budget = 16;
    while (budget-- > 0) {
      if (body.read(rest) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void drain(InputStream body) throws IOException {
    byte[] rest = new byte[64 * 1024];
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
    while (System.nanoTime() < deadline && body.read(rest) >= 0) {
      // Thrown away: the statement has failed already.
    }
  }

  private void closeQuietly() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed enough.
    }
  }

  /** A lane while a statement runs on it, so that a late end does not hit the next statement. */
  private final class Running {
    private @Nullable Lane lane;

    Running(Lane lane) {
      this.lane = lane;
    }

    synchronized void kill() {
      if (lane == null) {
        return;
      }
      try {
        lanes.control(lane.killStatement());
      } catch (ClickHouseException e) {
        System.err.println("kill: " + e.text());
      }
    }

    synchronized void ended() {
      if (lane != null) {
        lanes.giveBack(lane);
        lane = null;
      }
    }
  }
}
