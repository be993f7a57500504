package dev.opikdesktop.server.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2MultiplexingRequester;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2MultiplexingRequesterBootstrap;
import org.apache.hc.core5.http2.ssl.H2ClientTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Unary calls over httpcore5's HTTP/2, which is here for the server's own port of gRPC. */
final class HttpCoreGrpcSender implements GrpcSender {
  /** A byte that says whether the message is compressed, and its length in four. */
  private static final int PREFIX = 5;

  /** What may be otherwise the next time, by the specification of OTLP. */
  private static final Set<GrpcStatusCode> PASSING =
      Set.of(
          GrpcStatusCode.CANCELLED,
          GrpcStatusCode.DEADLINE_EXCEEDED,
          GrpcStatusCode.RESOURCE_EXHAUSTED,
          GrpcStatusCode.ABORTED,
          GrpcStatusCode.OUT_OF_RANGE,
          GrpcStatusCode.UNAVAILABLE,
          GrpcStatusCode.DATA_LOSS);

  private final GrpcSenderConfig config;
  private final URI address;
  private @Nullable H2MultiplexingRequester requester;
  private volatile boolean closed;

  HttpCoreGrpcSender(GrpcSenderConfig config) {
    this.config = config;
    String method = config.getFullMethodName();
    this.address = config.getEndpoint().resolve(method.startsWith("/") ? method : "/" + method);
  }

  @Override
  public void send(
      MessageWriter message, Consumer<GrpcResponse> onAnswer, Consumer<Throwable> onFailure) {
    try {
      new Export(framed(message, config.getCompressor()), onAnswer, onFailure).attempt();
    } catch (IOException e) {
      onFailure.accept(e);
    }
  }

  /** A message on its way, by as many attempts as the policy allows. */
  private final class Export implements FutureCallback<GrpcResponse> {
    private final byte[] body;
    private final Consumer<GrpcResponse> onAnswer;
    private final Consumer<Throwable> onFailure;
    private int attempts;
    private double pause;

    Export(byte[] body, Consumer<GrpcResponse> onAnswer, Consumer<Throwable> onFailure) {
      this.body = body;
      this.onAnswer = onAnswer;
      this.onFailure = onFailure;
    }

    void attempt() {
      attempts++;
      try {
        requester()
            .execute(request(body), new CollectorAnswer(), Timeout.of(config.getTimeout()), this);
      } catch (RuntimeException e) {
        failed(e);
      }
    }

    @Override
    public void completed(GrpcResponse answer) {
      if (!PASSING.contains(answer.getStatusCode()) || !again()) {
        onAnswer.accept(answer);
      }
    }

    @Override
    public void failed(Exception failure) {
      if (!again()) {
        onFailure.accept(failure);
      }
    }

    @Override
    public void cancelled() {
      onFailure.accept(new IOException("The export was cut off"));
    }

    /** Whether there is another attempt, after a pause. */
    private boolean again() {
      RetryPolicy policy = config.getRetryPolicy();
      if (policy == null || attempts >= policy.getMaxAttempts() || closed) {
        return false;
      }
      double most = policy.getMaxBackoff().toMillis();
      pause =
          pause == 0
              ? policy.getInitialBackoff().toMillis()
              : Math.min(most, pause * policy.getBackoffMultiplier());
      CompletableFuture.delayedExecutor((long) pause, TimeUnit.MILLISECONDS).execute(this::attempt);
      return true;
    }
  }

  private AsyncRequestProducer request(byte[] body) {
    AsyncRequestBuilder request =
        AsyncRequestBuilder.post(address)
            .setEntity(new BasicAsyncEntityProducer(body, ContentType.create("application/grpc")))
            .addHeader("te", "trailers");
    Compressor compressor = config.getCompressor();
    if (compressor != null) {
      request.addHeader("grpc-encoding", compressor.getEncoding());
    }
    config
        .getHeadersSupplier()
        .get()
        .forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
    return request.build();
  }

  private static byte[] framed(MessageWriter message, @Nullable Compressor compressor)
      throws IOException {
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    framed.write(new byte[PREFIX]);
    if (compressor == null) {
      message.writeMessage(framed);
    } else {
      try (OutputStream packed = compressor.compress(framed)) {
        message.writeMessage(packed);
      }
    }
    byte[] bytes = framed.toByteArray();
    ByteBuffer.wrap(bytes).put((byte) (compressor == null ? 0 : 1)).putInt(bytes.length - PREFIX);
    return bytes;
  }

  /** Opens nothing before the first export. */
  private synchronized H2MultiplexingRequester requester() {
    H2MultiplexingRequester known = requester;
    if (closed) {
      throw new IllegalStateException("The export has ended");
    }
    if (known == null) {
      H2MultiplexingRequesterBootstrap bootstrap =
          H2MultiplexingRequesterBootstrap.bootstrap()
              .setIOReactorConfig(
                  IOReactorConfig.custom()
                      .setIoThreadCount(1)
                      .setSoTimeout(Timeout.of(config.getTimeout()))
                      .build())
              .setH2Config(H2Config.custom().setPushEnabled(false).build());
      if (address.getScheme().equals("https")) {
        bootstrap.setTlsStrategy(strategy(config.getSslContext()));
      }
      known = bootstrap.create();
      known.start();
      requester = known;
    }
    return known;
  }

  private static H2ClientTlsStrategy strategy(@Nullable SSLContext given) {
    try {
      return new H2ClientTlsStrategy(
          given == null ? SSLContext.getDefault() : given,
          (endpoint, engine) -> {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
          },
          null);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized CompletableResultCode shutdown() {
    closed = true;
    if (requester != null) {
      requester.close(CloseMode.IMMEDIATE);
    }
    return CompletableResultCode.ofSuccess();
  }
}
