package dev.opikdesktop.desktop.explorer.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.connections.ConnectionsModel;
import dev.opikdesktop.desktop.explorer.opening.Offer.State;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.WireServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files that are handed over, whoever reads them. */
@Timeout(60)
class OpeningModelTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final Reader reader = new Reader();
  private final List<String> arrived = new ArrayList<>();
  private WireServer server;
  private Drawing drawing;
  private ConnectionsModel connections;
  private OpeningModel model;

  @BeforeEach
  void open() throws Exception {
    server = new WireServer();
    drawing = new Drawing(server);
    Path file = folder.resolve("window.properties");
    connections =
        new ConnectionsModel(drawing.background(), server.url(), file, WindowState.load(file));
    model = new OpeningModel(reader, connections, drawing.background());
    model.whenArrived(arrived::add);
  }

  @AfterEach
  void close() {
    drawing.close();
    server.close();
  }

  @Test
  void severalFilesAreSeveralConnections() {
    drawing.run(() -> model.offer(List.of(Path.of("one.json"), Path.of("two.json"))));
    awaitState(0, State.KNOWN);
    awaitState(1, State.KNOWN);

    drawing.run(() -> List.copyOf(model.offers()).forEach(model::open));

    until(() -> model.open().size() == 2);
    assertThat(names()).containsExactlyInAnyOrder("one.json", "two.json");
    assertThat(drawing.on(() -> connections.currentProperty().get().readOnly())).isTrue();
    assertThat(drawing.on(() -> model.offers().size())).isZero();
    until(() -> arrived.equals(List.of("bot", "bot")));

    drawing.run(() -> List.copyOf(model.open()).forEach(model::close));

    await().atMost(LONG).until(() -> reader.closed.get() == 2);
    assertThat(drawing.on(() -> connections.currentProperty().get().isHere())).isTrue();
  }

  @Test
  void whatWasLeftOutStaysInSight() {
    reader.leftOut = List.of("one.json, line 3: it is no JSON");
    drawing.run(() -> model.openAtOnce(Path.of("one.json")));

    awaitState(0, State.DONE);

    Offer offer = drawing.on(() -> model.offers().getFirst());
    assertThat(drawing.on(() -> offer.wordsProperty().get()))
        .isEqualTo("Opened. 1 thing was left out, with the reason:");
    assertThat(drawing.on(offer::leftOut)).isEqualTo(reader.leftOut);
    assertThat(drawing.on(() -> model.open().size())).isEqualTo(1);
  }

  @Test
  void whatIsOpenedAfterItWasGivenUpIsClosed() {
    reader.mayOpen = new CountDownLatch(1);
    drawing.run(() -> model.openAtOnce(Path.of("one.json")));
    await().atMost(LONG).until(() -> reader.opening.get() == 1);
    until(
        () ->
            model
                .offers()
                .getFirst()
                .wordsProperty()
                .get()
                .equals("Opening… 500 of 1,000 records"));

    drawing.run(() -> model.offers().getFirst().cancel());

    awaitState(0, State.KNOWN);
    assertThat(drawing.on(() -> model.offers().getFirst().wordsProperty().get()))
        .isEqualTo("Not opened");
    await().atMost(LONG).until(() -> reader.closed.get() == 1);
    assertThat(drawing.on(() -> model.open().size())).isZero();
  }

  @Test
  void aFileThatIsNothingSaysSo() {
    reader.refusal = "one.json is JSON of something else";
    drawing.run(() -> model.offer(List.of(Path.of("one.json"))));

    awaitState(0, State.UNKNOWN);

    assertThat(drawing.on(() -> model.offers().getFirst().wordsProperty().get()))
        .isEqualTo(reader.refusal);
  }

  private void awaitState(int offer, State state) {
    until(() -> model.offers().size() > offer && model.offers().get(offer).state() == state);
  }

  private void until(Supplier<Boolean> condition) {
    await().atMost(LONG).until(() -> drawing.on(condition::get));
  }

  private List<String> names() {
    return drawing.on(() -> model.open().stream().map(OpenFile::name).toList());
  }

  /** Reads nothing, and says that it did. */
  private static final class Reader implements FileOpener {
    final AtomicInteger opening = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    volatile List<String> leftOut = List.of();
    volatile String refusal = "";
    volatile CountDownLatch mayOpen = new CountDownLatch(0);

    @Override
    public Found recognise(Path path) {
      if (!refusal.isEmpty()) {
        throw new UnreadableFileException(refusal);
      }
      return new Found(path, "OTLP JSON", 1_000, "", 1_000, List.of());
    }

    @Override
    public Opened open(Found file, Listener listener) {
      URI address = URI.create("http://localhost:" + (1 + opening.incrementAndGet()));
      while (mayOpen.getCount() > 0) {
        listener.reached(500);
        try {
          mayOpen.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException tooLate) {
          break;
        }
      }
      Taken taken = new Taken("3 spans", List.of("bot"), leftOut, leftOut.size(), "");
      return new Opened() {
        @Override
        public URI address() {
          return address;
        }

        @Override
        public Taken taken() {
          return taken;
        }

        @Override
        public void close() {
          closed.incrementAndGet();
        }
      };
    }

    @Override
    public Taken importTo(Found file, @Nullable String project, Listener listener) {
      throw new UnreadableFileException("Not here");
    }
  }
}
