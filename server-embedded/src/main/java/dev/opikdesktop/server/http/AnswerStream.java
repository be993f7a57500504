package dev.opikdesktop.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer. It is held back until 64 KB are written or it is complete: so a small one
 * goes out in one piece with its length, and a failure before that can still become an error
 * answer. Closed without {@link #complete()}, nothing more is sent.
 */
final class AnswerStream extends OutputStream {
  private static final int HELD_BACK = 64 * 1024;
  private static final int WORTH_COMPRESSING = 1024;

  private final ServerResponse response;
  private final boolean gzip;
  private byte[] held = new byte[2048];
  private int size;
  private @Nullable OutputStream under;

  private AnswerStream(ServerResponse response, boolean gzip) {
    this.response = response;
    this.gzip = gzip;
  }

  static AnswerStream open(ServerRequest request, ServerResponse response) {
    return new AnswerStream(response, acceptsGzip(request));
  }

  private static boolean acceptsGzip(ServerRequest request) {
    for (String value : request.headers().values(HeaderNames.ACCEPT_ENCODING)) {
      for (String each : value.split(",", -1)) {
        String choice = each.strip().toLowerCase(Locale.ROOT).replace(" ", "");
        if (choice.equals("gzip") || choice.equals("*")) {
          return true;
        }
        if (choice.startsWith("gzip;q=") || choice.startsWith("*;q=")) {
          String weight = choice.substring(choice.indexOf('=') + 1);
          return !weight.matches("0(\\.0*)?");
        }
      }
    }
    return false;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (under != null) {
      under.write(bytes, from, length);
    } else if (size + length > HELD_BACK) {
      open().write(bytes, from, length);
    } else {
      if (size + length > held.length) {
        held = java.util.Arrays.copyOf(held, Math.max(size + length, held.length * 2));
      }
      System.arraycopy(bytes, from, held, size, length);
      size += length;
    }
  }

  @Override
  public void flush() throws IOException {
    // JSON writers flush at their end; only a stream that is open already passes that on.
    if (under != null) {
      under.flush();
    }
  }

  /** Opens the stream to the client at once, for records that must not wait. */
  void start() throws IOException {
    if (under == null) {
      open();
    }
  }

  /** The body is whole: sends what is left. */
  void complete() throws IOException {
    if (under != null) {
      under.close();
    } else if (gzip && size > WORTH_COMPRESSING) {
      open().close();
    } else {
      response.headers().add(HeaderValues.create(HeaderNames.VARY, "Accept-Encoding"));
      response.send(held, 0, size);
    }
  }

  private OutputStream open() throws IOException {
    response.headers().add(HeaderValues.create(HeaderNames.VARY, "Accept-Encoding"));
    if (gzip) {
      response.header(HeaderNames.CONTENT_ENCODING, "gzip");
    }
    OutputStream client = new ClientOutput(response.outputStream());
    OutputStream opened = gzip ? new FastGzip(client) : client;
    under = opened;
    opened.write(held, 0, size);
    return opened;
  }

  /** Level 1: on a loopback address time is dearer than bytes. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 8192, true);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
