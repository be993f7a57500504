package dev.opikdesktop.server.http;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;

/**
 * Looks over what clients send before httpcore5 reads it.
 *
 * <p>Clients of gRPC for C++, Python and Java say SETTINGS_MAX_CONCURRENT_STREAMS=0: the server may
 * push no streams to them. It never does; but httpcore5 5.4.3 takes the zero for an error and ends
 * the connection. So the zero is a one when httpcore5 reads it.
 *
 * <p>A PING costs an answer that waits in memory until the client reads it. Those that keep a
 * connection alive come every ten seconds or less often; a flood of them ends the connection in the
 * words that gRPC has for it, by which clients know to send fewer.
 */
final class GrpcClientFrames {
  private static final int PREFACE = 24;
  private static final int FRAME_HEADER = 9;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int SETTING = 6;
  private static final int MAX_CONCURRENT_STREAMS = 3;

  /** PINGs that may come at once, and how long it takes until one more may. */
  private static final int MOST_PINGS = 100;

  private static final long NANOS_PER_PING = 50_000_000;

  /** Bytes that are read and dropped before a flooded connection is closed. */
  private static final int MOST_LEFT_UNREAD = 1 << 20;

  /** Bytes that are none of our concern: the preface, and what frames of other types hold. */
  private int toSkip = PREFACE;

  /** How much of a frame's header, or of a setting, is there. */
  private int have;

  private long held;
  private int type;
  private int settingsLeft;
  private long pings = MOST_PINGS;
  private long pingsCountedAt = System.nanoTime();
  private boolean flooded;

  /** A connection whose input is looked over as it is read. */
  static IOSession watched(IOSession session) {
    GrpcClientFrames frames = new GrpcClientFrames();
    return (IOSession)
        Proxy.newProxyInstance(
            IOSession.class.getClassLoader(),
            new Class<?>[] {IOSession.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(session, arguments);
                if (method.getName().equals("read") && arguments[0] instanceof ByteBuffer read) {
                  frames.look(read, read.position() - Math.max(0, (int) result));
                } else if (frames.flooded && method.getName().equals("write")) {
                  closeAfterLastWords(session);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /**
   * Closes a connection whose GOAWAY has been written, so that its client can still read it.
   * httpcore5 would end it by a reset, which takes from the client what it has not read yet; and so
   * would the system if something were left to read here.
   */
  private static void closeAfterLastWords(IOSession session) throws IOException {
    ByteBuffer rest = ByteBuffer.allocate(1 << 13);
    for (int left = MOST_LEFT_UNREAD; left > 0; left -= rest.position()) {
      if (session.read(rest.clear()) <= 0) {
        break;
      }
    }
    session.close(CloseMode.GRACEFUL);
  }

  /**
   * Goes over what has just been read into a buffer, from an index up to its position.
   *
   * @throws H2ConnectionException which ends the connection, if there are too many PINGs
   */
  void look(ByteBuffer bytes, int from) throws H2ConnectionException {
    int at = from;
    while (at < bytes.position()) {
      if (toSkip > 0) {
        int skipped = Math.min(toSkip, bytes.position() - at);
        toSkip -= skipped;
        at += skipped;
      } else if (settingsLeft > 0) {
        ofSetting(bytes, at++);
      } else {
        ofHeader(bytes.get(at++));
      }
    }
  }

  private void ofHeader(byte next) throws H2ConnectionException {
    if (have < 3) {
      held = held << 8 | (next & 0xFF);
    } else if (have == 3) {
      type = next;
      ofType();
    }
    if (++have == FRAME_HEADER) {
      boolean settings = type == SETTINGS;
      settingsLeft = settings ? (int) held : 0;
      toSkip = settings ? 0 : (int) held;
      startAnew();
    }
  }

  private void ofType() throws H2ConnectionException {
    if (type == HEADERS) {
      // A client that calls is no idle one.
      pings = MOST_PINGS;
    } else if (type == PING) {
      long now = System.nanoTime();
      long more = (now - pingsCountedAt) / NANOS_PER_PING;
      pingsCountedAt += more * NANOS_PER_PING;
      pings = Math.min(MOST_PINGS, pings + more) - 1;
      if (pings < 0) {
        flooded = true;
        throw new H2ConnectionException(H2Error.ENHANCE_YOUR_CALM, "too_many_pings");
      }
    }
  }

  private void ofSetting(ByteBuffer bytes, int at) {
    held = held << 8 | (bytes.get(at) & 0xFF);
    settingsLeft--;
    if (++have == SETTING) {
      if (held == (long) MAX_CONCURRENT_STREAMS << 32) {
        bytes.put(at, (byte) 1);
      }
      startAnew();
    } else if (settingsLeft == 0) {
      startAnew();
    }
  }

  private void startAnew() {
    have = 0;
    held = 0;
  }
}
