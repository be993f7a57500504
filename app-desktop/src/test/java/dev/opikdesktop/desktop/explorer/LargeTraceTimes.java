package dev.opikdesktop.desktop.explorer;

import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Measures how soon the window shows a trace of 15,000 and of 100,000 spans, and how long its
 * frames are while its rows are moved. Its name keeps it out of the ordinary run;
 * benchmarks/README.md says how to start it.
 */
@Tag("window")
class LargeTraceTimes {
  private static final String PROJECT = "large-traces";
  private static final int BATCH = 1_000;
  private static final int CHILDREN = 3;
  private static final int RUNS = 3;

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final Instant start = Instant.now().minusSeconds(7_200);

  @Test
  void printsHowLongLargeTracesTake() throws Exception {
    FxToolkit.registerPrimaryStage();
    try (RunningServer server = RunningServer.start();
        LocalClient http = new LocalClient(server.server().restPort());
        OpikClient client =
            new OpikClient(URI.create("http://localhost:" + server.server().restPort()))) {
      log(http, 1, 10);
      log(http, 2, 15_000);
      log(http, 3, 100_000);
      Project project = client.projects().list(1, 1).content().getFirst();
      ExplorerWindow window = open(client.restUrl());
      try {
        System.out.println("| spans | first rows, ms | all rows, ms |");
        System.out.println("|---|---|---|");
        for (int run = 0; run < RUNS; run++) {
          measure(http, project, 2, 15_000);
          measure(http, project, 3, 100_000);
        }
        FrameTimes.print("rows of 100,000 spans, far apart", this::jump);
        FrameTimes.print("rows of 100,000 spans, one after the other", this::step);
        searching();
      } finally {
        onFx(
            () -> {
              window.close();
              return true;
            });
        client.logs().delete(LogKind.TRACES, project.id(), List.of(trace(2), trace(3)));
      }
    }
  }

  private ExplorerWindow open(URI server) throws Exception {
    Path state = folder.resolve("window.properties");
    Files.writeString(state, "x=0\ny=0\nwidth=1440\nheight=900\ntheme=light\n");
    return onFx(
        () -> {
          ExplorerWindow opened = new ExplorerWindow(new ExplorerSettings(server, state, () -> {}));
          opened.show();
          return opened;
        });
  }

  private void measure(LocalClient http, Project project, int number, int spans) {
    follow(http, project, 1);
    await().atMost(Duration.ofMinutes(1)).until(() -> rows() == 11);
    long began = System.nanoTime();
    follow(http, project, number);
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofMinutes(2))
        .until(() -> rows() > 100);
    long first = System.nanoTime();
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMinutes(2))
        .until(() -> rows() == spans + 1);
    System.out.printf(
        Locale.ENGLISH,
        "| %,d | %d | %d |%n",
        spans,
        TimeUnit.NANOSECONDS.toMillis(first - began),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
  }

  /** Opens a trace as whoever follows a link to it does. */
  private static void follow(LocalClient http, Project project, int number) {
    http.get("/default/projects/" + project.id() + "/traces?trace=" + trace(number));
  }

  private int rows() {
    return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> list().getItems().size());
  }

  private ListView<?> list() {
    return robot.lookup("#spans").queryListView();
  }

  private void jump(int frame) {
    list().scrollTo((int) (frame * 7_919L % list().getItems().size()));
  }

  private void step(int frame) {
    list().scrollTo(frame * 3);
  }

  private void searching() {
    long began = System.nanoTime();
    WaitForAsyncUtils.asyncFx(
        () -> robot.lookup("#span-search").<TextInputControl>query().setText("step 99"));
    await().pollInterval(Duration.ofMillis(5)).until(() -> rows() < 50_000);
    System.out.printf(
        "search in 100,000 spans: %d ms%n",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
  }

  /** A trace whose every span has some children, one after the other. */
  private void log(LocalClient http, int number, int spans) {
    http.post(
        "/v1/private/traces",
        """
        {"id":"%s","project_name":"%s","name":"large","start_time":"%s","end_time":"%s"}
        """
            .formatted(trace(number), PROJECT, start, start.plusMillis(spans)));
    for (int from = 0; from < spans; from += BATCH) {
      List<String> batch = new ArrayList<>();
      for (int i = from; i < Math.min(spans, from + BATCH); i++) {
        batch.add(span(number, i));
      }
      http.post("/v1/private/spans/batch", "{\"spans\":[" + String.join(",", batch) + "]}");
    }
  }

  private String span(int number, int index) {
    String parent =
        index == 0 ? "" : "\"parent_span_id\":\"" + id(16 + number, (index - 1) / CHILDREN) + "\",";
    return """
    {"id":"%s","trace_id":"%s",%s"project_name":"%s","name":"step %d","type":"%s","start_time":"%s","end_time":"%s",
     "usage":{"prompt_tokens":%d,"completion_tokens":20},"input":{"question":"What is step %d?"},"output":{"answer":"Nothing."}}
    """
        .formatted(
            id(16 + number, index),
            trace(number),
            parent,
            PROJECT,
            index,
            index % 4 == 0 ? "llm" : "general",
            start.plusMillis(index),
            start.plusMillis(index + 40),
            index % 4_000,
            index);
  }

  private static String trace(int number) {
    return id(2, number);
  }

  private static String id(int kind, long number) {
    return "019ab000-%04x-7000-8000-%04x%08x".formatted(number & 0xffff, kind, number);
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.asyncFx(action).get(60, TimeUnit.SECONDS);
  }
}
