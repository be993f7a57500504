package dev.opikdesktop.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets. The REST API answers at the root and under {@code /api}, with or without a trailing
 * slash; OTLP over HTTP has a port of its own, which share {@link Edge} and {@link ErrorAnswers};
 * and so has OTLP over gRPC.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int MAX_HEADERS = 16 * 1024;

  /** The whole application has five seconds to end, and the stores come after this. */
  private static final Duration LONGEST_STOP = Duration.ofMillis(1_300);

  private final WebServer rest;
  private final @Nullable WebServer otlp;
  private final @Nullable GrpcServer grpc;
  private final List<AutoCloseable> beforeStop;
  private final List<ServedOperation> operations;

  private HttpServer(
      WebServer rest,
      @Nullable WebServer otlp,
      @Nullable GrpcServer grpc,
      List<AutoCloseable> beforeStop,
      List<ServedOperation> operations) {
    this.rest = rest;
    this.otlp = otlp;
    this.grpc = grpc;
    this.beforeStop = beforeStop;
    this.operations = operations;
  }

  public static Builder builder() {
    return new Builder();
  }

  public int restPort() {
    return rest.port();
  }

  /** Empty when switched off, or when the port was taken. */
  public OptionalInt otlpHttpPort() {
    return otlp == null ? OptionalInt.empty() : OptionalInt.of(otlp.port());
  }

  /** Empty when switched off, or when the port was taken. */
  public OptionalInt otlpGrpcPort() {
    return grpc == null ? OptionalInt.empty() : OptionalInt.of(grpc.port());
  }

  /** What the REST API has routes for. */
  public List<ServedOperation> operations() {
    return operations;
  }

  /** Ends open event streams, lets requests under way finish for a moment, and frees the ports. */
  @Override
  public void close() {
    for (AutoCloseable each : beforeStop) {
      try {
        each.close();
      } catch (Exception e) {
        LOG.warn("An open stream did not end by itself", e);
      }
    }
    List<Thread> stops =
        Stream.<@Nullable Runnable>of(
                rest::stop, otlp == null ? null : otlp::stop, grpc == null ? null : grpc::close)
            .filter(Objects::nonNull)
            .map(stop -> Thread.ofVirtual().name("stop-http").start(stop))
            .toList();
    long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
    try {
      for (Thread stop : stops) {
        stop.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the server is made of. The defaults are those of the application. */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port = 5173;
    private OptionalInt otlpHttpPort = OptionalInt.empty();
    private OptionalInt otlpGrpcPort = OptionalInt.empty();
    private Set<String> allowedHosts = Set.of();
    private long maxRequestSize = 2L << 30;
    private long maxJsonSize = 256L << 20;
    private Duration shutdownGrace = Duration.ofSeconds(1);
    private final List<HttpService> api = new ArrayList<>();
    private final List<AutoCloseable> beforeStop = new ArrayList<>();
    private @Nullable HttpService otlp;
    private List<GrpcMethod> otlpGrpc = List.of();
    private RequestObserver observer = RequestObserver.NONE;
    private Predicate<ServedOperation> admitted = operation -> true;

    /** A body takes up to five times its size while it is read and written. */
    private final BodyBudget bodies =
        new BodyBudget(Runtime.getRuntime().maxMemory() / 8, Duration.ofSeconds(20));

    private Builder() {}

    /** The address to listen on. */
    public Builder host(String host) {
      this.host = host;
      return this;
    }

    /** 0 picks a free one. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Empty switches OTLP over HTTP off; 0 picks a free port. */
    public Builder otlpHttpPort(OptionalInt port) {
      this.otlpHttpPort = port;
      return this;
    }

    /** Empty switches OTLP over gRPC off; 0 picks a free port. */
    public Builder otlpGrpcPort(OptionalInt port) {
      this.otlpGrpcPort = port;
      return this;
    }

    /** Further host names that requests may name, without ports. */
    public Builder allowedHosts(Set<String> hosts) {
      this.allowedHosts = Set.copyOf(hosts);
      return this;
    }

    /** The most bytes of one request body, on the wire and inflated. */
    public Builder maxRequestSize(long bytes) {
      this.maxRequestSize = bytes;
      return this;
    }

    /** The most bytes of a body of JSON, inflated. */
    public Builder maxJsonSize(long bytes) {
      this.maxJsonSize = bytes;
      return this;
    }

    /** How long requests under way may go on when the server is closed. */
    public Builder shutdownGrace(Duration grace) {
      this.shutdownGrace = grace;
      return this;
    }

    /** Routes with whole paths, for example {@code /v1/private/traces/{id}}, without a prefix. */
    public Builder api(List<? extends HttpService> services) {
      api.addAll(services);
      return this;
    }

    /** What answers {@code POST /v1/traces} on the OTLP port. */
    public Builder otlp(HttpService service) {
      this.otlp = service;
      return this;
    }

    /** What answers calls on the port of OTLP over gRPC. */
    public Builder otlpGrpc(List<GrpcMethod> methods) {
      this.otlpGrpc = List.copyOf(methods);
      return this;
    }

    /** Hears of every request and call, on all ports. */
    public Builder observer(RequestObserver observer) {
      this.observer = observer;
      return this;
    }

    /** Which operations are answered; the others are refused with 403. */
    public Builder admit(Predicate<ServedOperation> operations) {
      this.admitted = operations;
      return this;
    }

    /** Closed before the sockets: whatever keeps answers open. */
    public Builder closeFirst(AutoCloseable stream) {
      beforeStop.add(stream);
      return this;
    }

    /**
     * Opens the ports.
     *
     * @throws PortTakenException when the REST port is taken; a taken OTLP port is only a warning
     */
    public HttpServer start() {
      List<ServedOperation> operations = new ArrayList<>();
      WebServer rest = listen(port, api, operations);
      WebServer otlpServer = null;
      GrpcServer grpcServer = null;
      try {
        otlpServer = listenForOtlp(rest.port());
        grpcServer = listenForGrpc(rest.port());
      } catch (RuntimeException e) {
        rest.stop();
        if (otlpServer != null) {
          otlpServer.stop();
        }
        throw e;
      }
      return new HttpServer(
          rest, otlpServer, grpcServer, List.copyOf(beforeStop), List.copyOf(operations));
    }

    private @Nullable WebServer listenForOtlp(int restPort) {
      if (otlp == null || otlpHttpPort.isEmpty()) {
        return null;
      }
      try {
        return listen(otlpHttpPort.getAsInt(), List.of(otlp), new ArrayList<>());
      } catch (PortTakenException e) {
        warn(e, "HTTP", "http", restPort);
        return null;
      }
    }

    private @Nullable GrpcServer listenForGrpc(int restPort) {
      if (otlpGrpc.isEmpty() || otlpGrpcPort.isEmpty()) {
        return null;
      }
      try {
        return GrpcServer.listen(
            host,
            otlpGrpcPort.getAsInt(),
            new GrpcServer.Setup(
                otlpGrpc.stream().collect(Collectors.toMap(GrpcMethod::path, method -> method)),
                new LocalGuard(host, allowedHosts),
                BodyLimit.ofOtlp(maxRequestSize),
                bodies,
                observer),
            shutdownGrace);
      } catch (PortTakenException e) {
        warn(e, "gRPC", "grpc", restPort);
        return null;
      }
    }

    private static void warn(PortTakenException taken, String way, String option, int restPort) {
      LOG.warn(
          "{}: OTLP over {} is off. Stop the other collector or choose another port"
              + " (--otlp-{}-port, or the setting otlp.{}-port). OTLP also goes to"
              + " /api/v1/private/otel/v1/traces on port {}",
          taken.getMessage(),
          way,
          option,
          option,
          restPort);
    }

    private WebServer listen(
        int wanted, List<? extends HttpService> services, List<ServedOperation> operations) {
      lookAtPort(wanted);
      WebServer server =
          WebServer.builder()
              .host(host)
              .port(wanted)
              .shutdownHook(false)
              .featuresDiscoverServices(false)
              .shutdownGracePeriod(shutdownGrace)
              .maxPayloadSize(maxRequestSize)
              // Without it the end of an answer waits for the receipt of its beginning: 40 ms.
              .connectionOptions(options -> options.tcpNoDelay(true))
              .contentEncoding(new BodyEncodings())
              .directHandlers(ErrorAnswers.direct())
              .protocolsDiscoverServices(false)
              .addConnectionSelector(
                  new WatchedConnections(
                      Http1ConnectionSelector.builder().config(protocol()).build()))
              .routing(routing -> operations.addAll(route(routing, services)))
              .build();
      server.start();
      if (!server.isRunning()) {
        // Somebody took the port between the look at it and now.
        throw new PortTakenException(host, wanted, new BindException("Address already in use"));
      }
      return server;
    }

    private static Http1Config protocol() {
      return Http1Config.builder()
          .maxHeadersSize(MAX_HEADERS)
          .maxPrologueLength(MAX_HEADERS)
          // Browsers send brackets, braces and bars of a query as they are: filters=[{…}]. Strictly
          // they should be escaped, and the original does not insist.
          .validatePrologue(false)
          .build();
    }

    /** Helidon only logs a failed start, with stack traces that no user should see. */
    private void lookAtPort(int wanted) {
      try (ServerSocket probe = new ServerSocket()) {
        probe.bind(new InetSocketAddress(host, wanted));
      } catch (BindException e) {
        throw new PortTakenException(host, wanted, e);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot listen on " + host + " port " + wanted, e);
      }
    }

    private List<ServedOperation> route(
        HttpRouting.Builder routing, List<? extends HttpService> services) {
      routing.addFilter(
          new Edge(
              new LocalGuard(host, allowedHosts), maxRequestSize, maxJsonSize, bodies, observer));
      routing.error(Throwable.class, ErrorAnswers::answer);
      KnownRoutes known = new KnownRoutes(routing, admitted);
      services.forEach(known::register);
      routing.any((request, response) -> fitsNoRoute(known, request, response));
      return known.operations();
    }

    private static void fitsNoRoute(
        KnownRoutes known, ServerRequest request, ServerResponse response) {
      List<String> methods = known.methods(request.prologue());
      if (methods.isEmpty()) {
        throw ApiException.notFound("HTTP 404 Not Found");
      }
      response.header(HeaderNames.ALLOW, String.join(", ", methods));
      throw ApiException.coded(405, "HTTP 405 Method Not Allowed");
    }
  }
}
