package dev.opikdesktop.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port for unary gRPC calls in plain text. HTTP/2 is that of httpcore5, which the client of the
 * analytics store brings along; the framing of gRPC is in {@link GrpcExchange}.
 */
final class GrpcServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GrpcServer.class);
  private static final int MAX_STREAMS = 256;
  private static final int MAX_METADATA = 16 * 1024;

  private final HttpAsyncServer server;
  private final int port;
  private final Duration grace;

  private GrpcServer(HttpAsyncServer server, int port, Duration grace) {
    this.server = server;
    this.port = port;
    this.grace = grace;
  }

  /**
   * What all calls share.
   *
   * @param methods by their path
   * @param limit of one message, on the wire and inflated
   * @param observer hears of every call
   */
  record Setup(
      Map<String, GrpcMethod> methods,
      LocalGuard guard,
      BodyLimit limit,
      BodyBudget bodies,
      RequestObserver observer) {}

  /**
   * Opens the port.
   *
   * @param port 0 picks a free one
   * @param grace how long calls under way may go on after {@link #close}
   * @throws PortTakenException when it is taken
   */
  static GrpcServer listen(String host, int port, Setup setup, Duration grace) {
    HttpAsyncServer server =
        H2ServerBootstrap.bootstrap()
            .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
            .setCanonicalHostName("localhost")
            .setIOReactorConfig(
                IOReactorConfig.custom()
                    .setIoThreadCount(1)
                    .setTcpNoDelay(true)
                    .setSoKeepAlive(true)
                    .setSoTimeout(Timeout.DISABLED)
                    .build())
            .setH2Config(
                H2Config.custom()
                    .setPushEnabled(false)
                    .setMaxConcurrentStreams(MAX_STREAMS)
                    .setMaxHeaderListSize(MAX_METADATA)
                    .build())
            .setRequestRouter((request, context) -> () -> new GrpcExchange(setup))
            .setIOSessionDecorator(GrpcClientFrames::watched)
            .setExceptionCallback(error -> LOG.debug("A gRPC connection broke", error))
            .create();
    server.start();
    try {
      ListenerEndpoint endpoint =
          server.listen(new InetSocketAddress(host, port), URIScheme.HTTP).get();
      return new GrpcServer(server, ((InetSocketAddress) endpoint.getAddress()).getPort(), grace);
    } catch (ExecutionException e) {
      server.close(CloseMode.IMMEDIATE);
      if (e.getCause() instanceof BindException taken) {
        throw new PortTakenException(host, port, taken);
      }
      throw new UncheckedIOException(
          "Cannot listen on " + host + " port " + port, new IOException(e.getCause()));
    } catch (InterruptedException e) {
      server.close(CloseMode.IMMEDIATE);
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    server.initiateShutdown();
    try {
      server.awaitShutdown(TimeValue.ofMilliseconds(grace.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close(CloseMode.IMMEDIATE);
  }
}
