package dev.opikdesktop.desktop.explorer;

import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.frame.FrameModel;
import dev.opikdesktop.desktop.explorer.logs.LogRow;
import dev.opikdesktop.server.http.LocalClient;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Measures the window while spans arrive: how soon a filter shows its rows, how long frames take,
 * and whether the heap grows. The server is another process, which {@code -Dwindow.server} names;
 * {@code benchmarks/window} starts both. Its name keeps it out of the ordinary run.
 */
@Tag("window")
class LiveTimes {
  private static final String PROJECT = "live-times";
  private static final int NAMES = 10;
  private static final int SPANS_OF_A_TRACE = 10;
  private static final int BATCHES_A_SECOND = 5;
  private static final int FILTERS = 40;
  private static final Duration USE = Duration.ofSeconds(5);

  private final URI server = URI.create(System.getProperty("window.server"));
  private final int minutes = Integer.getInteger("window.minutes", 60);

  /** Spans that arrive a second: while filters are timed, and while the window is used. */
  private final int rate = Integer.getInteger("window.rate", 500);

  private final int gentleRate = Integer.getInteger("window.gentle-rate", 50);

  private final AtomicInteger spansASecond = new AtomicInteger();
  private volatile boolean ended;
  private long traces;

  @TempDir Path folder;

  @Test
  void printsHowTheWindowDoesWhileSpansArrive() throws Exception {
    FxToolkit.registerPrimaryStage();
    try (LocalClient http = new LocalClient(server.getPort());
        OpikClient client = new OpikClient(server)) {
      send(http, NAMES);
      Project project =
          client.projects().list(1, 100).content().stream()
              .filter(each -> each.name().equals(PROJECT))
              .findFirst()
              .orElseThrow();
      ExplorerWindow window = open();
      FrameModel model = onFx(window::model);
      onFx(() -> shown(window, "projects/" + project.id() + "/logs?kind=traces&range=all"));
      await().atMost(Duration.ofMinutes(1)).until(() -> onFx(() -> first(model) != null));
      System.out.printf(Locale.ENGLISH, "heap at rest: %.0f MB%n", heap());
      Thread sender = Thread.ofPlatform().name("sender").start(() -> sendUntilEnded(http));
      try {
        spansASecond.set(rate);
        Thread.sleep(USE.toMillis());
        filter(model);
        FrameTimes.print("frames while %d spans/s arrive".formatted(rate), frame -> {});
        spansASecond.set(gentleRate);
        use(window, model);
      } finally {
        ended = true;
        sender.join();
        onFx(
            () -> {
              window.close();
              return true;
            });
      }
    }
  }

  private ExplorerWindow open() throws Exception {
    Path state = folder.resolve("window.properties");
    Files.writeString(state, "x=0\ny=0\nwidth=1440\nheight=900\ntheme=light\n");
    return onFx(
        () -> {
          ExplorerWindow opened = new ExplorerWindow(new ExplorerSettings(server, state, () -> {}));
          opened.show();
          return opened;
        });
  }

  private static boolean shown(ExplorerWindow window, String place) {
    window.show("opik-desktop://open/" + place);
    return true;
  }

  private static LogRow first(FrameModel model) {
    return model.logs().rows().size() == 0 ? null : model.logs().rows().rowAt(0);
  }

  /** From the moment that the query is there to the first row of its answer. */
  private void filter(FrameModel model) throws Exception {
    long[] took = new long[FILTERS];
    for (int i = 0; i < FILTERS; i++) {
      String name = "call " + (i + 1) % NAMES;
      long began = System.nanoTime();
      onFx(
          () -> {
            model.logs().narrow("name = \"" + name + "\"", "");
            return true;
          });
      await()
          .pollInterval(Duration.ofMillis(2))
          .atMost(Duration.ofMinutes(1))
          .until(() -> onFx(() -> first(model) != null && first(model).name().equals(name)));
      took[i] = System.nanoTime() - began;
    }
    Arrays.sort(took);
    System.out.printf(
        Locale.ENGLISH,
        "filter while %d spans/s arrive: median %.0f ms, 95 of 100 within %.0f ms%n",
        rate,
        took[FILTERS / 2] / 1e6,
        took[FILTERS * 95 / 100] / 1e6);
  }

  /** What a person does, over and over. */
  private void use(ExplorerWindow window, FrameModel model) throws Exception {
    System.out.println("| minute | heap, MB | traces |");
    System.out.println("|---|---|---|");
    long began = System.nanoTime();
    for (int minute = 0; minute <= minutes; minute++) {
      if (minute % 5 == 0) {
        System.out.printf(Locale.ENGLISH, "| %d | %.0f | %d |%n", minute, heap(), traces);
      }
      int action = 0;
      while (System.nanoTime() - began < TimeUnit.MINUTES.toNanos(minute + 1L)) {
        act(window, model, action++);
        Thread.sleep(USE.toMillis());
      }
    }
  }

  private static void act(ExplorerWindow window, FrameModel model, int action) throws Exception {
    onFx(
        () -> {
          LogRow row = first(model);
          switch (action % 6) {
            case 0 -> model.logs().narrow("", "");
            case 1 -> {
              if (row != null) {
                model.open(row);
              }
            }
            case 2 -> model.showNeighbour(1);
            case 3 -> model.goBack();
            case 4 -> model.logs().narrow("name = \"call 3\"", "");
            default -> model.showOverview(model.logs().projectProperty().get());
          }
          return true;
        });
    if (action % 6 == 5) {
      Thread.sleep(USE.toMillis());
      onFx(
          () -> {
            model.goBack();
            return true;
          });
    }
  }

  private static double heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }

  private void sendUntilEnded(LocalClient http) {
    long next = System.nanoTime();
    while (!ended) {
      send(http, Math.max(1, spansASecond.get() / SPANS_OF_A_TRACE / BATCHES_A_SECOND));
      next += TimeUnit.SECONDS.toNanos(1) / BATCHES_A_SECOND;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void send(LocalClient http, int count) {
    StringBuilder batch = new StringBuilder("{\"traces\":[");
    StringBuilder spans = new StringBuilder("{\"spans\":[");
    for (int i = 0; i < count; i++) {
      long number = ++traces;
      Instant start = Instant.now();
      String trace = id(start, 0, number);
      batch.append(i == 0 ? "" : ",").append(row(trace, "", number, start));
      for (int span = 1; span <= SPANS_OF_A_TRACE; span++) {
        String parent = "\"trace_id\":\"" + trace + "\",";
        spans
            .append(i == 0 && span == 1 ? "" : ",")
            .append(row(id(start, span, number), parent, number, start));
      }
    }
    http.post("/v1/private/traces/batch", batch.append("]}").toString());
    http.post("/v1/private/spans/batch", spans.append("]}").toString());
  }

  private static String row(String id, String more, long number, Instant start) {
    return """
    {"id":"%s",%s"project_name":"%s","name":"call %d","start_time":"%s","end_time":"%s","tags":["k%d"],
     "input":{"question":"What is the capital of country %d?"},"output":{"answer":"I have to look it up first."}}
    """
        .formatted(
            id,
            more,
            PROJECT,
            number % NAMES,
            start,
            start.plusMillis(40 + number % 500),
            number % NAMES,
            number);
  }

  private static String id(Instant at, int kind, long number) {
    long millis = at.toEpochMilli();
    return "%08x-%04x-7%03x-8000-%012x".formatted(millis >> 16, millis & 0xffff, kind, number);
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.asyncFx(action).get(60, TimeUnit.SECONDS);
  }
}
