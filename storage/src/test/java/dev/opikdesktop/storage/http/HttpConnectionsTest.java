package dev.opikdesktop.storage.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server that answers what a test tells it to, byte by byte. */
@Timeout(30)
class HttpConnectionsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String HELLO = OK + "Content-Length: 5\r\n\r\nhello";

  private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> clients = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger serving = new AtomicInteger();
  private ServerSocket server;
  private HttpConnections connections;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
    connections = connections(8);
  }

  @AfterEach
  void close() throws IOException {
    connections.close();
    cutOff();
    server.close();
  }

  private HttpConnections connections(int most) {
    URI address = URI.create("http://127.0.0.1:" + server.getLocalPort());
    return new HttpConnections(address, Map.of("X-Word", "secret"), most);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        accepted.incrementAndGet();
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  /** Answers every request with the next answer; after one that says close, it closes. */
  private void serve(Socket client) {
    serving.incrementAndGet();
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      for (String request = request(in); request != null; request = request(in)) {
        requests.add(request);
        String answer = answers.take();
        client.getOutputStream().write(answer.getBytes(UTF_8));
        if (answer.contains("Connection: close")) {
          return;
        }
      }
    } catch (IOException | InterruptedException e) {
      // Cut off by the test.
    } finally {
      serving.decrementAndGet();
    }
  }

  private static String request(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    String end = "\r\n\r\n";
    while (text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      text.append((char) next);
      if (text.indexOf("chunked\r\n\r\n") > 0) {
        end = "\r\n0\r\n\r\n";
      }
    }
    int length = text.indexOf("Content-Length: ");
    if (length > 0) {
      int count = Integer.parseInt(text.substring(length + 16, text.indexOf("\r\n", length)));
      text.append(new String(in.readNBytes(count), UTF_8));
    }
    return text.toString();
  }

  private void cutOff() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
    clients.clear();
  }

  private String send() throws IOException {
    return send(HttpRequest.of("/?a=b", null, "body".getBytes(UTF_8)));
  }

  private String send(HttpRequest request) throws IOException {
    try (HttpAnswer answer = connections.send(request, LONG)) {
      return new String(answer.body().readAllBytes(), UTF_8);
    }
  }

  @Test
  void aRequestCarriesItsTargetTheHeadersAndTheBody() throws IOException {
    answers.add(HELLO);

    assertThat(send()).isEqualTo("hello");
    assertThat(requests.getFirst())
        .startsWith("POST /?a=b HTTP/1.1\r\nHost: 127.0.0.1:")
        .contains("\r\nX-Word: secret\r\n")
        .endsWith("\r\nContent-Length: 4\r\n\r\nbody");
  }

  @Test
  void aBodyOfUnknownLengthGoesInChunks() throws IOException {
    answers.add(HELLO);

    send(
        HttpRequest.streaming(
            "/",
            out -> {
              out.write(new byte[] {'a', 'b'});
              out.write(new byte[0]);
              out.write('c');
            }));

    assertThat(requests.getFirst()).endsWith("\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
  }

  @Test
  void theChunksOfAnAnswerAreOneBody() throws IOException {
    answers.add(
        OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nA: b\r\n\r\n");
    answers.add(HELLO);

    assertThat(send()).isEqualTo("hello");
    assertThat(send()).isEqualTo("hello");
    assertThat(accepted).hasValue(1);
  }

  @Test
  void anAnswerWithoutALengthEndsWithTheConnection() throws IOException {
    answers.add(OK + "Connection: close\r\n\r\nhello");

    assertThat(send()).isEqualTo("hello");
  }

  @Test
  void anAnswerThatIsCutOffIsAnError() {
    answers.add(OK + "Connection: close\r\nContent-Length: 9\r\n\r\nhello");
    answers.add(OK + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");

    assertThatThrownBy(this::send).isInstanceOf(EOFException.class);
    assertThatThrownBy(this::send).isInstanceOf(EOFException.class);
  }

  @Test
  void aConnectionIsKeptForTheNextRequest() throws IOException {
    for (int i = 0; i < 10; i++) {
      answers.add(HELLO);
      send();
    }
    assertThat(accepted).hasValue(1);
  }

  @Test
  void aConnectionThatEndedWhileItWasIdleIsReplaced() throws IOException {
    answers.add(HELLO);
    send();
    cutOff();
    await().until(() -> serving.get() == 0);
    answers.add(HELLO);

    assertThat(send()).isEqualTo("hello");
    assertThat(accepted).hasValue(2);
  }

  @Test
  void anAnswerThatIsNotReadToItsEndTakesItsConnectionAlong() throws IOException {
    answers.add(HELLO);
    connections.send(HttpRequest.of("/", null, new byte[0]), LONG).close();
    answers.add(HELLO);

    assertThat(send()).isEqualTo("hello");
    assertThat(accepted).hasValue(2);
  }

  @Test
  void aServerThatTakesNoMoreOfABodySaysWhy() throws IOException {
    try (ServerSocket strict = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpConnections strictly =
            new HttpConnections(
                URI.create("http://127.0.0.1:" + strict.getLocalPort()), Map.of(), 1)) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket client = strict.accept()) {
                  client.getInputStream().readNBytes(100);
                  byte[] no = "HTTP/1.1 413 No\r\nContent-Length: 3\r\n\r\nbig".getBytes(UTF_8);
                  client.getOutputStream().write(no);
                } catch (IOException e) {
                  // The test will say so.
                }
              });
      byte[] piece = new byte[1 << 20];
      HttpRequest large =
          HttpRequest.streaming(
              "/",
              out -> {
                for (int i = 0; i < 8; i++) {
                  out.write(piece);
                }
              });

      try (HttpAnswer answer = strictly.send(large, LONG)) {
        assertThat(answer.status()).isEqualTo(413);
      }
    }
  }

  @Test
  void moreRequestsThanAllowedWaitForTheirTurn() throws Exception {
    connections.close();
    connections = connections(2);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> all =
          IntStream.range(0, 20).mapToObj(i -> callers.submit(() -> send())).toList();
      await().until(() -> requests.size() == 2);
      for (int i = 0; i < 20; i++) {
        answers.add(HELLO);
      }
      for (Future<String> one : all) {
        assertThat(one.get()).isEqualTo("hello");
      }
    }
    assertThat(accepted.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void aSilentServerIsGivenUpAfterTheTime() {
    assertThatThrownBy(
            () -> connections.send(HttpRequest.of("/", null, new byte[0]), Duration.ofMillis(50)))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void closingEndsWhoWaitsForAnAnswer() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> waiting = callers.submit(() -> send());
      await().until(() -> requests.size() == 1);
      connections.close();

      assertThatThrownBy(waiting::get).hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void whatIsNoHttpIsAnError() {
    answers.add("SSH-2.0-OpenSSH\r\n\r\n");

    assertThatThrownBy(this::send).isInstanceOf(IOException.class);
  }
}
