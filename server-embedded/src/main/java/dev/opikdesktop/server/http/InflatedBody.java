package dev.opikdesktop.server.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A request body as its reader wants it: inflated while it is read, and bounded, because a few
 * kilobytes on the wire can be gigabytes inside.
 */
final class InflatedBody extends FilterInputStream {
  /** From here on a body has to be a plausible one. */
  private static final long UNSUSPECTED = 256L << 20;

  /** JSON shrinks to a tenth, logs of one line repeated to a hundredth; zeros to a thousandth. */
  private static final long PLAUSIBLE_RATIO = 200;

  /** Bodies up to this size are not worth counting against the budget. */
  static final long UNCOUNTED = 256 << 10;

  private static final long STEP = 1 << 20;

  private final BodyLimit limit;
  private final BodyBudget.Lease lease;
  private final @Nullable Counted wire;

  /** How many bytes there will be in all, or -1 where only the end tells. */
  private final long length;

  private long inflated;
  private long leased;

  private InflatedBody(
      InputStream in,
      @Nullable Counted wire,
      long length,
      BodyLimit limit,
      BodyBudget.Lease lease) {
    super(in);
    this.wire = wire;
    this.length = length;
    this.limit = limit;
    this.lease = lease;
    this.leased = Math.max(UNCOUNTED, lease.held());
  }

  /**
   * What turns the bytes of a request with this Content-Encoding into its body.
   *
   * @param length of the body on the wire, or -1 if the client does not say
   * @param limit the most bytes that the body may have
   * @param lease where the body's bytes are taken from as they are read
   * @throws ApiException 415 for an encoding other than gzip, deflate and identity
   */
  static UnaryOperator<InputStream> undo(
      String contentEncoding, long length, BodyLimit limit, BodyBudget.Lease lease) {
    return switch (contentEncoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> in -> new InflatedBody(in, null, length, limit, lease);
      case "gzip", "x-gzip" ->
          in -> {
            Counted wire = new Counted(in);
            return new InflatedBody(new Late(wire, GZIPInputStream::new), wire, -1, limit, lease);
          };
      case "deflate" ->
          in -> {
            Counted wire = new Counted(in);
            return new InflatedBody(new Late(wire, InflatedBody::deflated), wire, -1, limit, lease);
          };
      default ->
          throw ApiException.coded(
              415,
              "Content-Encoding '" + contentEncoding + "' is not supported",
              "Send the body plain, or with gzip or deflate");
    };
  }

  /** "deflate" means zlib, but some clients leave its two bytes of header out. */
  private static InputStream deflated(InputStream in) throws IOException {
    PushbackInputStream again = new PushbackInputStream(in, 1);
    int first = again.read();
    if (first >= 0) {
      again.unread(first);
    }
    boolean bare = (first & 0x0F) != 8;
    return new InflaterInputStream(again, new Inflater(bare));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int count;
    try {
      count = super.read(bytes, from, length);
    } catch (DataReader.InsufficientDataAvailableException e) {
      throw new CloseConnectionException("The client left in the middle of its body", e);
    } catch (ZipException e) {
      throw notWhatItSays(e);
    } catch (java.io.EOFException e) {
      throw notWhatItSays(e);
    }
    if (count > 0) {
      inflated += count;
      while (limit.inMemory() && inflated > leased) {
        lease.take(STEP);
        leased += STEP;
      }
      if (inflated > limit.bytes()) {
        throw limit.exceeded();
      }
      if (wire != null
          && inflated > UNSUSPECTED
          && inflated / PLAUSIBLE_RATIO > Math.max(1, wire.count)) {
        throw ApiException.coded(413, "The request body inflates implausibly far");
      }
    }
    return count;
  }

  private ApiException notWhatItSays(IOException cause) throws IOException {
    if (wire == null) {
      throw cause;
    }
    return ApiException.coded(
        400, "The request body is not what its Content-Encoding says", "" + cause.getMessage());
  }

  /** All that is left, in one array from the beginning where the length is known. */
  @Override
  public byte[] readAllBytes() throws IOException {
    if (length < 0 || length > limit.bytes() || inflated > 0) {
      return super.readAllBytes();
    }
    byte[] all = new byte[(int) length];
    int count = readNBytes(all, 0, all.length);
    return count == all.length ? all : Arrays.copyOf(all, count);
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = 0;
    byte[] bytes = new byte[(int) Math.min(8192, Math.max(1, n))];
    while (skipped < n) {
      int count = read(bytes, 0, (int) Math.min(bytes.length, n - skipped));
      if (count < 0) {
        break;
      }
      skipped += count;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private interface Opening {
    InputStream open(InputStream in) throws IOException;
  }

  /** Opens on first read: a gzip header is read from the client, which may not have sent it yet. */
  private static final class Late extends InputStream {
    private final InputStream source;
    private final Opening opening;
    private @Nullable InputStream opened;

    Late(InputStream source, Opening opening) {
      this.source = source;
      this.opening = opening;
    }

    private InputStream opened() throws IOException {
      if (opened == null) {
        opened = opening.open(source);
      }
      return opened;
    }

    @Override
    public int read() throws IOException {
      return opened().read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return opened().read(bytes, from, length);
    }

    @Override
    public int available() throws IOException {
      return opened == null ? 0 : opened.available();
    }

    @Override
    public void close() throws IOException {
      if (opened == null) {
        source.close();
      } else {
        opened.close();
      }
    }
  }

  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        count++;
      }
      return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int n = super.read(bytes, from, length);
      if (n > 0) {
        count += n;
      }
      return n;
    }
  }

  /** Reads what is left, so that a client that is still sending gets to see the answer. */
  static boolean drain(InputStream in, long atMost) {
    byte[] bytes = new byte[16 * 1024];
    long left = atMost;
    try {
      while (left > 0) {
        int count = in.read(bytes);
        if (count < 0) {
          return true;
        }
        left -= count;
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
