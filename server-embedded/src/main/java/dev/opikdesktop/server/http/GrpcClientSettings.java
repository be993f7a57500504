package dev.opikdesktop.server.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import org.apache.hc.core5.reactor.IOSession;

/**
 * Lets clients in that say SETTINGS_MAX_CONCURRENT_STREAMS=0, as those of gRPC for C++, Python and
 * Java do: the server may push no streams to them. It never does; but httpcore5 5.4.3 takes the
 * zero for an error and ends the connection. So the zero is a one when httpcore5 reads it.
 */
final class GrpcClientSettings {
  private static final int PREFACE = 24;
  private static final int FRAME_HEADER = 9;
  private static final int SETTINGS = 4;
  private static final int SETTING = 6;
  private static final int MAX_CONCURRENT_STREAMS = 3;

  /** Bytes that are none of our concern: the preface, and what frames of other types hold. */
  private int toSkip = PREFACE;

  /** How much of a frame's header, or of a setting, is there. */
  private int have;

  private long held;
  private int type;
  private int settingsLeft;

  /** A connection whose input is mended as it is read. */
  static IOSession mended(IOSession session) {
    GrpcClientSettings settings = new GrpcClientSettings();
    return (IOSession)
        Proxy.newProxyInstance(
            IOSession.class.getClassLoader(),
            new Class<?>[] {IOSession.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(session, arguments);
                if (method.getName().equals("read") && arguments[0] instanceof ByteBuffer read) {
                  settings.mend(read, read.position() - Math.max(0, (int) result));
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Goes over what has just been read into a buffer, from an index up to its position. */
  void mend(ByteBuffer bytes, int from) {
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

  private void ofHeader(byte next) {
    if (have < 3) {
      held = held << 8 | (next & 0xFF);
    } else if (have == 3) {
      type = next;
    }
    if (++have == FRAME_HEADER) {
      boolean settings = type == SETTINGS;
      settingsLeft = settings ? (int) held : 0;
      toSkip = settings ? 0 : (int) held;
      startAnew();
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
