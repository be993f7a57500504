package dev.opikdesktop.server.http;

import static dev.opikdesktop.server.http.RawHttp2.ACK;
import static dev.opikdesktop.server.http.RawHttp2.DATA;
import static dev.opikdesktop.server.http.RawHttp2.END_STREAM;
import static dev.opikdesktop.server.http.RawHttp2.GOAWAY;
import static dev.opikdesktop.server.http.RawHttp2.HEADERS;
import static dev.opikdesktop.server.http.RawHttp2.PING;
import static dev.opikdesktop.server.http.RawHttp2.RST_STREAM;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.server.http.GrpcClient.Reply;
import dev.opikdesktop.server.http.RawHttp2.Frame;
import dev.opikdesktop.storage.observation.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the port of gRPC does with deadlines, connections and streams, whatever is called. */
@Timeout(60)
class GrpcServerTest {
  private static final String ECHO = "/test.Echo/Say";
  private static final String SLOW = "/test.Slow/Say";
  private static final int OK = 0;
  private static final int INVALID_ARGUMENT = 3;
  private static final int DEADLINE_EXCEEDED = 4;
  private static final int REFUSED_STREAM = 7;
  private static final int ENHANCE_YOUR_CALM = 11;
  private static final int MOST_STREAMS = 256;
  private static final int MOST_PINGS = 100;
  private static final byte[] WORD = "word".getBytes(US_ASCII);

  /** What was read whole. */
  private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();

  /** What a method that was read whole has done. */
  private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

  private final BlockingQueue<String> observed = new LinkedBlockingQueue<>();
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private final HttpServer server =
      HttpServer.builder()
          .port(0)
          .otlpGrpcPort(OptionalInt.of(0))
          .otlpGrpc(
              List.of(new GrpcMethod(ECHO, GrpcServerTest::read), new GrpcMethod(SLOW, this::slow)))
          .shutdownGrace(Duration.ofSeconds(5))
          .observer(
              new RequestObserver() {
                @Override
                public Observation begun(Function<String, Optional<String>> headers) {
                  return Observation.NONE;
                }

                @Override
                public void ended(
                    Observation request, String method, String route, int status, long nanos) {
                  observed.add(method + " " + route + " " + status);
                }
              })
          .start();
  private final int port = server.otlpGrpcPort().orElseThrow();
  private final GrpcClient grpc = new GrpcClient(port);

  @AfterEach
  void close() {
    mayGoOn.countDown();
    grpc.close();
    server.close();
  }

  private static byte[] read(GrpcCall call) {
    try {
      return call.message().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] slow(GrpcCall call) {
    byte[] message = read(call);
    taken.add(new String(message, US_ASCII));
    try {
      mayGoOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    done.add(new String(message, US_ASCII));
    return message;
  }

  @Test
  void aCallWhoseTimePassesIsAnsweredThenAndWhatWasTakenIsDoneNevertheless() throws Exception {
    Reply reply = grpc.call(SLOW, WORD, "grpc-timeout", "1S");

    assertThat(reply.httpStatus()).isEqualTo(200);
    assertThat(reply.status()).isEqualTo(DEADLINE_EXCEEDED);
    assertThat(taken).containsExactly("word");
    assertThat(done).isEmpty();
    mayGoOn.countDown();
    assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("word");
    await().untilAsserted(() -> assertThat(observed).containsExactly("GRPC " + SLOW + " 504"));
  }

  @Test
  void aMessageThatIsNotThereInTimeIsNotTaken() throws Exception {
    try (RawHttp2 client = new RawHttp2(port)) {
      client.begin(1, SLOW, "grpc-timeout", "100000u");
      client.send(DATA, 0, 1, GrpcClient.framed(0, 8, WORD));

      Frame head = client.await(HEADERS);
      Frame trailers = client.await(HEADERS);
      client.send(DATA, END_STREAM, 1, WORD);
      client.begin(3, ECHO);
      client.send(DATA, END_STREAM, 3, GrpcClient.framed(0, WORD));

      assertThat(head.stream()).isEqualTo(1);
      assertThat(trailers.stream()).isEqualTo(1);
      assertThat(trailers.flags() & END_STREAM).isEqualTo(END_STREAM);
      assertThat(client.await(DATA).stream()).isEqualTo(3);
      assertThat(taken).isEmpty();
      await().untilAsserted(() -> assertThat(observed).contains("GRPC " + SLOW + " 504"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10S", "99999999H", "1M", "5000000u", "99999999n"})
  void aCallInTimeIsAnsweredAsEver(String timeout) {
    Reply reply = grpc.call(ECHO, WORD, "grpc-timeout", timeout);

    assertThat(reply.status()).isEqualTo(OK);
    assertThat(reply.body()).isEqualTo(WORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "S", "123456789S", "-1S", "1.5S", "1s"})
  void aTimeoutThatIsNoneIsAnInvalidArgument(String timeout) {
    Reply reply = grpc.call(ECHO, WORD, "grpc-timeout", timeout);

    assertThat(reply.status()).isEqualTo(INVALID_ARGUMENT);
    assertThat(reply.message()).contains("grpc-timeout");
  }

  @Test
  void pingsThatKeepAConnectionAliveAreAnsweredWithWhatTheyHold() throws Exception {
    try (RawHttp2 client = new RawHttp2(port)) {
      for (long i = 0; i < MOST_PINGS / 2; i++) {
        byte[] data = ByteBuffer.allocate(8).putLong(i).array();
        client.send(PING, 0, 0, data);
        Frame pong = client.await(PING);
        assertThat(pong.flags()).isEqualTo(ACK);
        assertThat(pong.payload()).isEqualTo(data);
      }
      client.begin(1, ECHO);
      client.send(DATA, END_STREAM, 1, GrpcClient.framed(0, WORD));
      assertThat(client.await(DATA).payload()).endsWith(WORD);
    }
  }

  @Test
  void aClientThatCallsBetweenItsPingsMayPingMore() throws Exception {
    try (RawHttp2 client = new RawHttp2(port)) {
      for (int stream = 1; stream < 20; stream += 2) {
        client.sendPings(MOST_PINGS);
        client.begin(stream, ECHO);
        client.send(DATA, END_STREAM, stream, GrpcClient.framed(0, WORD));
        assertThat(client.await(DATA).stream()).isEqualTo(stream);
      }
    }
  }

  @Test
  void aFloodOfPingsEndsItsConnectionAndNoOther() throws Exception {
    try (RawHttp2 client = new RawHttp2(port)) {
      client.sendPings(2 * MOST_PINGS);
      Frame end = client.await(GOAWAY);
      assertThat(end.number(4)).isEqualTo(ENHANCE_YOUR_CALM);
      assertThat(new String(end.payload(), US_ASCII)).endsWith("too_many_pings");
      assertThat(client.read()).isEmpty();
    }
    assertThat(grpc.call(ECHO, WORD).status()).isEqualTo(OK);
  }

  @Test
  void streamsBeyondTheLimitAreRefusedSoThatTheyCanBeSentAgain() throws Exception {
    try (RawHttp2 client = new RawHttp2(port)) {
      int stream = 1;
      for (int i = 0; i <= MOST_STREAMS; i++) {
        client.begin(stream, ECHO);
        stream += 2;
      }
      Frame refused = client.await(RST_STREAM);
      assertThat(refused.stream()).isEqualTo(stream - 2);
      assertThat(refused.number(0)).isEqualTo(REFUSED_STREAM);

      client.send(DATA, END_STREAM, 1, GrpcClient.framed(0, WORD));
      assertThat(client.await(DATA).stream()).isEqualTo(1);
    }
  }

  @Test
  void aServerThatEndsSaysWhichCallsItTookAndAnswersThem() throws Exception {
    try (RawHttp2 client = new RawHttp2(port)) {
      client.begin(1, SLOW);
      client.send(DATA, END_STREAM, 1, GrpcClient.framed(0, WORD));
      assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo("word");

      Thread closing = Thread.ofVirtual().start(server::close);
      Frame end = client.await(GOAWAY);
      client.begin(3, SLOW);
      Frame refused = client.await(RST_STREAM);
      mayGoOn.countDown();
      Frame answer = client.await(DATA);
      closing.join();

      assertThat(end.number(0)).isEqualTo(1);
      assertThat(end.number(4)).isZero();
      assertThat(refused.stream()).isEqualTo(3);
      assertThat(refused.number(0)).isEqualTo(REFUSED_STREAM);
      assertThat(answer.stream()).isEqualTo(1);
      assertThat(answer.payload()).endsWith(WORD);
      assertThat(done).containsExactly("word");
    }
  }

  @Test
  void theClientsRequestIdOrOneOfOursIsInTheAnswer() {
    assertThat(grpc.call(ECHO, WORD, "x-request-id", "mine-1").requestId()).isEqualTo("mine-1");
    assertThat(grpc.call(ECHO, WORD, "x-request-id", "no id").requestId()).matches("[0-9a-f]+");
    assertThat(grpc.call(ECHO, WORD).requestId()).matches("[0-9a-f]+");
  }

  @Test
  void everyCallIsObservedOnceAlsoTheOneThatIsGivenUp() {
    grpc.call(ECHO, WORD);
    grpc.call("/made.Up/Path", WORD);
    grpc.raw(ECHO, "text/plain", WORD);
    Future<Reply> givenUp =
        grpc.begin(ECHO, "application/grpc", GrpcClient.framed(0, 1 << 20, new byte[1 << 19]));
    givenUp.cancel(true);

    await()
        .untilAsserted(
            () ->
                assertThat(observed)
                    .contains("GRPC " + ECHO + " 200", "GRPC none 501", "GRPC " + ECHO + " 415"));
    assertThat(observed.stream().filter(each -> each.endsWith(" 200"))).hasSize(1);
  }
}
