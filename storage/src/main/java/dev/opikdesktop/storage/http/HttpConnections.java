package dev.opikdesktop.storage.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one server. Each carries one request at a time and is kept for the next one.
 *
 * <p>Safe for use by many threads; they share nothing but the list of idle connections.
 */
public final class HttpConnections implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** How long a request waits for its turn when as many are on their way as may be. */
  private static final Duration TURN = Duration.ofSeconds(10);

  /** Servers close what was idle for longer, and something on the way may forget it. */
  private static final long LONGEST_IDLE_NANOS = TimeUnit.SECONDS.toNanos(8);

  private final String host;
  private final int port;
  private final boolean secure;
  private final String headers;
  private final Semaphore turns;
  private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Connects lazily: nothing is opened here.
   *
   * @param address scheme, host and port; the scheme's own port if it names none
   * @param headers sent with every request
   * @param most requests on their way at a time; more wait
   */
  public HttpConnections(URI address, Map<String, String> headers, int most) {
    String name = address.getHost();
    if (name == null) {
      throw new IllegalArgumentException("The address " + address + " names no host");
    }
    this.host = name;
    this.secure = "https".equalsIgnoreCase(address.getScheme());
    this.port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
    StringBuilder lines = new StringBuilder();
    lines.append("Host: ").append(host).append(':').append(port).append("\r\n");
    headers.forEach((key, value) -> lines.append(key).append(": ").append(value).append("\r\n"));
    this.headers = lines.toString();
    this.turns = new Semaphore(most);
  }

  /**
   * Sends a request and returns when the head of its answer is there. A connection that turns out
   * to have ended while it was idle is replaced.
   *
   * @param timeout how long the server may be silent
   * @throws IOException if the server cannot be reached, or goes away
   */
  public HttpAnswer send(HttpRequest request, Duration timeout) throws IOException {
    awaitTurn(timeout.compareTo(TURN) < 0 ? timeout : TURN);
    boolean answered = false;
    try {
      HttpAnswer answer = sendNow(request, timeout);
      answered = true;
      return answer;
    } finally {
      if (!answered) {
        turns.release();
      }
    }
  }

  private HttpAnswer sendNow(HttpRequest request, Duration timeout) throws IOException {
    HttpConnection kept = takeIdle();
    if (kept != null) {
      try {
        return kept.exchange(request, headers, timeout);
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        if (closed || kept.hasAnswered()) {
          throw e;
        }
        // The others have probably ended with it.
        closeIdle();
      }
    }
    return connect(timeout).exchange(request, headers, timeout);
  }

  private void awaitTurn(Duration wait) throws IOException {
    try {
      if (!turns.tryAcquire() && !turns.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SocketTimeoutException("too many requests are on their way already");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a connection");
    }
  }

  private @Nullable HttpConnection takeIdle() {
    for (HttpConnection one = idle.pollFirst(); one != null; one = idle.pollFirst()) {
      if (one.idleNanos() < LONGEST_IDLE_NANOS) {
        return one;
      }
      one.close();
    }
    return null;
  }

  private HttpConnection connect(Duration timeout) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    int millis = (int) Math.min(CONNECT.toMillis(), timeout.toMillis());
    IOException failure = new IOException("the name " + host + " has no address");
    for (InetAddress address : InetAddress.getAllByName(host)) {
      try {
        return connect(new InetSocketAddress(address, port), millis);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private HttpConnection connect(InetSocketAddress to, int millis) throws IOException {
    Socket socket = new Socket();
    boolean connected = false;
    try {
      socket.setTcpNoDelay(true);
      socket.connect(to, millis);
      HttpConnection connection = new HttpConnection(secure ? secured(socket) : socket, this);
      open.add(connection);
      connected = true;
      if (closed) {
        connection.close();
      }
      return connection;
    } finally {
      if (!connected) {
        socket.close();
      }
    }
  }

  private Socket secured(Socket plain) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    plain.setSoTimeout((int) CONNECT.toMillis());
    socket.startHandshake();
    return socket;
  }

  /** Takes a connection back whose answer was read to its end. */
  void keep(HttpConnection connection) {
    idle.addFirst(connection);
    if (closed) {
      closeIdle();
    }
  }

  /** An answer is done with. */
  void turnEnded() {
    turns.release();
  }

  void ended(HttpConnection connection) {
    open.remove(connection);
  }

  private void closeIdle() {
    for (HttpConnection one = idle.pollFirst(); one != null; one = idle.pollFirst()) {
      one.close();
    }
  }

  /** Cuts every connection off, those in use too. */
  @Override
  public void close() {
    closed = true;
    open.forEach(HttpConnection::close);
  }
}
