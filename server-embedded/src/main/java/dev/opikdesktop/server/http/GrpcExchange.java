package dev.opikdesktop.server.http;

import dev.opikdesktop.storage.observation.Observation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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
  private static final String REQUEST_ID = RequestId.HEADER.lowerCase();
  private static final String OBSERVED_METHOD = "GRPC";
  private static final int BUFFER = 16 * 1024;

  /** What the observer hears where the client left before there was an answer. */
  private static final int LEFT = 499;

  private final GrpcServer.Setup setup;
  private final SharedInputBuffer input = new SharedInputBuffer(BUFFER);
  private final AtomicBoolean gone = new AtomicBoolean();
  private final AtomicBoolean decided = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable GrpcAnswer answer;

  GrpcExchange(GrpcServer.Setup setup) {
    this.setup = setup;
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
    Call call = new Call(request, response, context);
    String type = header(request, "content-type").orElse("none");
    if (!request.getMethod().equals("POST")
        || !(type.equals(GRPC)
            || type.startsWith(GRPC + "+proto")
            || type.startsWith(GRPC + ";"))) {
      response.sendResponse(new BasicHttpResponse(415), null, context);
      call.observed(415);
      return;
    }
    Thread.ofVirtual().name("grpc").start(call::serve);
  }

  /** Who is asked, and where the answer goes: that of the method, or of the deadline. */
  private final class Call {
    private final HttpRequest request;
    private final ResponseChannel response;
    private final HttpContext context;
    private final Observation observation;
    private final long begun = System.nanoTime();

    Call(HttpRequest request, ResponseChannel response, HttpContext context) {
      this.request = request;
      this.response = response;
      this.context = context;
      this.observation = setup.observer().begun(name -> header(request, name));
    }

    void serve() {
      try (RequestId id = RequestId.of(header(request, REQUEST_ID))) {
        GrpcAnswer made;
        try (BodyBudget.Lease lease = setup.bodies().lease();
            GrpcDeadline deadline =
                GrpcDeadline.of(header(request, GrpcDeadline.HEADER), () -> tooLate(id))) {
          observation.with("opik_desktop.request.id", id.text());
          made = GrpcAnswer.of(observation.during(() -> call(request, lease)));
        } catch (Throwable e) {
          if (gone.get() || decided.get()) {
            left();
            return;
          }
          made = GrpcAnswer.of(ErrorAnswers.explain("gRPC " + request.getPath(), e));
        }
        if (answer(made, id)) {
          readOn();
        }
      }
    }

    /** What was read whole is stored nevertheless; of what is still to come nothing is read. */
    private void tooLate(RequestId id) {
      if (answer(
          GrpcAnswer.of(ApiException.coded(504, "The time that the client gave has passed")), id)) {
        input.abort();
      }
    }

    /** Returns whether it was not too late for this one. */
    private boolean answer(GrpcAnswer made, RequestId id) {
      if (!decided.compareAndSet(false, true)) {
        return false;
      }
      answer = made;
      try {
        HttpResponse head = new BasicHttpResponse(200);
        head.addHeader("grpc-accept-encoding", "identity, gzip, deflate");
        head.addHeader(REQUEST_ID, id.text());
        response.sendResponse(head, new BasicEntityDetails(-1, ContentType.create(GRPC)), context);
      } catch (HttpException | IOException e) {
        LOG.debug("The client of a gRPC call left before its answer", e);
      }
      observed(made.httpStatus());
      return true;
    }

    private void left() {
      if (decided.compareAndSet(false, true)) {
        observed(LEFT);
      }
    }

    void observed(int status) {
      String path = String.valueOf(request.getPath());
      setup
          .observer()
          .ended(
              observation,
              OBSERVED_METHOD,
              setup.methods().containsKey(path) ? path : "none",
              status,
              System.nanoTime() - begun);
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
    ByteBuffer prefix =
        ByteBuffer.wrap(new Received(GrpcAnswer.PREFIX).readNBytes(GrpcAnswer.PREFIX));
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
  private void readOn() {
    byte[] unread = new byte[BUFFER];
    try {
      while (!gone.get() && input.read(unread, 0, unread.length) >= 0) {
        // Thrown away.
      }
    } catch (IOException e) {
      LOG.debug("The client of a gRPC call left before it had sent all", e);
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
    GrpcAnswer made = answer;
    return made == null || ended.get() ? 0 : Math.max(1, made.body().remaining());
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    GrpcAnswer made = answer;
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
