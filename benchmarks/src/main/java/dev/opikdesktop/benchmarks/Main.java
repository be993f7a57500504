package dev.opikdesktop.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the benchmarks. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    Path home = Path.of(arguments[0]);
    Path work = Path.of(arguments[1]);
    int traces = Integer.parseInt(arguments[2]);
    Files.createDirectories(work);
    Workload load = new Workload("bench", 7, traces);
    try (App app = App.start(home, work.resolve("data"), System.getProperty("app.options", ""))) {
      System.out.printf("ready in %.0f ms, %d MB%n", app.readyMillis(), app.residentBytes() >> 20);
      int chunk = 5_000;
      for (int from = 0; from < traces; from += chunk) {
        int to = Math.min(traces, from + chunk);
        List<Request> requests = new ArrayList<>();
        List<Request> spans = new ArrayList<>();
        List<Request> scores = new ArrayList<>();
        for (int trace = from; trace < to; trace += 50) {
          spans.add(load.spanBatch(trace, Math.min(to, trace + 50)));
        }
        for (int trace = from; trace < to; trace += 500) {
          requests.add(load.traceBatch(trace, Math.min(to, trace + 500)));
          scores.add(load.scoreBatch(trace, Math.min(to, trace + 500)));
        }
        double t = Parallel.send(app.port(), 4, requests);
        double s = Parallel.send(app.port(), 4, spans);
        double f = Parallel.send(app.port(), 4, scores);
        System.out.printf(
            "%d: traces %.2f s, spans %.2f s = %.0f/s, scores %.2f s, %d MB%n",
            to, t, s, (to - from) * 20 / s, f, app.residentBytes() >> 20);
      }
      String project;
      try (Wire wire = Wire.to(app.port())) {
        String text =
            wire.ask(
                    Request.json(
                        "POST", "/v1/private/projects/retrieve", "{\"name\":\"bench\"}"))
                .text();
        project = text.replaceAll("(?s).*?\"id\"\\s*:\\s*\"([^\"]*)\".*", "$1");
        for (String path :
            List.of(
                "/v1/private/traces?project_id=" + project + "&size=25",
                "/v1/private/traces?project_id=" + project + "&size=25&truncate=true",
                "/v1/private/traces?project_id="
                    + project
                    + "&size=25&filters=%5B%7B%22field%22:%22tags%22,%22operator%22:%22contains%22,%22value%22:%22rare%22%7D%5D",
                "/v1/private/traces?project_id="
                    + project
                    + "&size=25&filters=%5B%7B%22field%22:%22feedback_scores%22,%22key%22:%22quality%22,%22operator%22:%22%3E%22,%22value%22:%220.5%22%7D%5D",
                "/v1/private/traces?project_id="
                    + project
                    + "&size=25&sorting=%5B%7B%22field%22:%22duration%22,%22direction%22:%22DESC%22%7D%5D",
                "/v1/private/traces/" + load.traceId(traces / 2),
                "/v1/private/spans?project_id="
                    + project
                    + "&size=100&trace_id="
                    + load.traceId(traces / 2),
                "/v1/private/spans?project_id=" + project + "&size=25",
                "/v1/private/spans?project_id=" + project + "&size=25&search=quicksilver",
                "/v1/private/traces/stats?project_id=" + project,
                "/v1/private/spans/stats?project_id=" + project,
                "/v1/private/traces/threads?project_id=" + project)) {
          Request request = Request.get(path);
          int status = wire.ask(request).status();
          Times times = Times.of(10, 30, () -> wire.send(request));
          System.out.printf(Locale.ROOT, "%s %s %d%n", times, path, status);
        }
      }
      System.out.printf("%d MB, peak %d MB%n", app.residentBytes() >> 20, app.peakBytes() >> 20);
    }
  }
}
