package dev.opikdesktop.server.http;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
import org.apache.hc.core5.http.nio.support.classic.SharedInputBuffer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call, as a stream of HTTP/2: a thread of its own reads the message while it arrives, and what
 * it does not read stays with the client, by way of the stream's window.
 */
final class GrpcExchange implements AsyncServerExchangeHandler {
  private static final Logger LOG = LoggerFactory.getLogger(GrpcExchange.class);
  private static final String GRPC = "application/grpc";
  private static final String WORKSPACE = "comet-workspace";

  /** A byte that says whether the message is compressed, and its length in four. */
  private static final int PREFIX = 5;

  private static final int BUFFER = 16 * 1024;

  private final GrpcServer.Setup setup;
  private final SharedInputBuffer input = new SharedInputBuffer(BUFFER);
  private final AtomicBoolean gone = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable Answer answer;

  GrpcExchange(GrpcServer.Setup setup) {
    this.setup = setup;
  }

  private record Answer(ByteBuffer body, List<Header> trailers) {
    static Answer of(byte[] message) {
      ByteArrayOutputStream framed = new ByteArrayOutputStream(PREFIX + message.length);
      try (DataOutputStream out = new DataOutputStream(framed)) {
        out.writeByte(0);
        out.writeInt(message.length);
        out.write(message);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Answer(ByteBuffer.wrap(framed.toByteArray()), trailers(GrpcStatus.OK, ""));
    }

    static Answer of(ApiException error) {
      String text = String.valueOf(error.getMessage());
      if (error.body() instanceof ErrorBody.Coded coded && coded.details() != null) {
        text += ". " + coded.details();
      }
      return new Answer(ByteBuffer.allocate(0), trailers(GrpcStatus.of(error.status()), text));
    }

    private static List<Header> trailers(GrpcStatus status, String message) {
      List<Header> trailers = new ArrayList<>();
      trailers.add(new BasicHeader("grpc-status", Integer.toString(status.code())));
      if (!message.isEmpty()) {
        trailers.add(new BasicHeader("grpc-message", GrpcStatus.escaped(message)));
      }
      return trailers;
    }
  }

  @Override
  public void handleRequest(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ResponseChannel response,
      HttpContext context)
      throws HttpException, IOException {
    if (entity == null) {
      input.markEndStream();
    }
    String type = header(request, "content-type").orElse("none");
    if (!request.getMethod().equals("POST")
        || !(type.equals(GRPC)
            || type.startsWith(GRPC + "+proto")
            || type.startsWith(GRPC + ";"))) {
      response.sendResponse(new BasicHttpResponse(415), null, context);
      return;
    }
    Thread.ofVirtual().name("grpc").start(() -> serve(request, response, context));
  }

  private void serve(HttpRequest request, ResponseChannel response, HttpContext context) {
    Answer made;
    try (BodyBudget.Lease lease = setup.bodies().lease()) {
      made = Answer.of(call(request, lease));
    } catch (Throwable e) {
      if (gone.get()) {
        return;
      }
      made = Answer.of(ErrorAnswers.explain("gRPC " + request.getPath(), e));
    }
    answer = made;
    try {
      HttpResponse head = new BasicHttpResponse(200);
      head.addHeader("grpc-accept-encoding", "identity, gzip, deflate");
      response.sendResponse(head, new BasicEntityDetails(-1, ContentType.create(GRPC)), context);
      readOn();
    } catch (HttpException | IOException e) {
      LOG.debug("The client of a gRPC call left before its answer", e);
    }
  }

  private byte[] call(HttpRequest request, BodyBudget.Lease lease) throws IOException {
    refuseForeign(request);
    GrpcMethod method = setup.methods().get(String.valueOf(request.getPath()));
    if (method == null) {
      throw ApiException.coded(501, "There is no method " + request.getPath() + " here");
    }
    Caller caller = Caller.ofWorkspace(header(request, WORKSPACE).orElse(""));
    InputStream message = message(header(request, "grpc-encoding").orElse(""), lease);
    return method.answer().apply(new GrpcCall(caller, message, name -> header(request, name)));
  }

  private void refuseForeign(HttpRequest request) {
    URIAuthority authority = request.getAuthority();
    if (authority != null && !setup.guard().allowsHost(authority.getHostName())) {
      throw ApiException.coded(
          403,
          "This server answers only to local names, not to '" + authority.getHostName() + "'",
          "Add the name to server.allowed-hosts if it is yours");
    }
    Optional<String> origin = header(request, "origin");
    if (origin.isPresent() && !setup.guard().allowsOrigin(origin.get())) {
      throw ApiException.coded(403, "Pages from '" + origin.get() + "' may not use this server");
    }
  }

  private InputStream message(String encoding, BodyBudget.Lease lease) throws IOException {
    ByteBuffer prefix = ByteBuffer.wrap(new Received(PREFIX).readNBytes(PREFIX));
    int flag = prefix.get();
    long length = Integer.toUnsignedLong(prefix.getInt());
    if (flag != 0 && flag != 1) {
      throw ApiException.badRequest("A message of gRPC begins with 0 or 1, and not with " + flag);
    }
    if (length > setup.limit().bytes()) {
      throw setup.limit().exceeded();
    }
    boolean packed = flag == 1;
    if (packed && (encoding.isEmpty() || encoding.equals("identity"))) {
      throw ApiException.badRequest("A compressed message needs grpc-encoding");
    }
    Edge.takeAtOnce(lease, length, packed, setup.limit());
    return InflatedBody.undo(packed ? encoding : "", packed ? -1 : length, setup.limit(), lease)
        .apply(new Received(length));
  }

  /** A client that is still sending may not look for the answer before it has sent all. */
  private void readOn() throws IOException {
    byte[] unread = new byte[BUFFER];
    while (!gone.get() && input.read(unread, 0, unread.length) >= 0) {
      // Thrown away.
    }
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return Optional.ofNullable(request.getFirstHeader(name)).map(Header::getValue);
  }

  /** The next bytes of the client, so many of them. */
  private final class Received extends InputStream {
    private long left;

    Received(long length) {
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (left == 0 && length > 0) {
        return -1;
      }
      int count = input.read(bytes, from, (int) Math.min(length, left));
      if (count < 0) {
        throw ApiException.badRequest("The call ends before its message does");
      }
      left -= count;
      return count;
    }
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    input.updateCapacity(channel);
  }

  @Override
  public void consume(ByteBuffer bytes) {
    input.fill(bytes);
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    input.markEndStream();
  }

  @Override
  public int available() {
    Answer made = answer;
    return made == null || ended.get() ? 0 : Math.max(1, made.body().remaining());
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    Answer made = answer;
    if (made == null) {
      return;
    }
    if (made.body().hasRemaining()) {
      channel.write(made.body());
    }
    if (!made.body().hasRemaining() && ended.compareAndSet(false, true)) {
      channel.endStream(made.trailers());
    }
  }

  @Override
  public void failed(Exception cause) {
    LOG.debug("A gRPC stream broke", cause);
    releaseResources();
  }

  @Override
  public void releaseResources() {
    gone.set(true);
    input.abort();
  }
}
