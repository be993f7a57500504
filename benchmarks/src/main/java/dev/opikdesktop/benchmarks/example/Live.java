package dev.opikdesktop.benchmarks.example;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Stories that are told while they happen: a row comes when it begins, and again when it ends. */
final class Live {
  private static final Duration TICK = Duration.ofMillis(400);

  /** Milliseconds from one beginning to the next, in the median. */
  private static final double PAUSE = 2_500;

  private final Sender sender;
  private final Choices choices;
  private final List<Story> running = new ArrayList<>();
  private final Set<String> begun = new HashSet<>();

  Live(Sender sender, Choices choices) {
    this.sender = sender;
    this.choices = choices;
  }

  /**
   * Begins stories for as long as was chosen. Traces that have begun then are brought to their end.
   *
   * @throws InterruptedException if it is told to stop; what runs then never ends
   */
  void run() throws InterruptedException {
    Instant until = Instant.now().plus(choices.live());
    Draw pauses = new Draw(choices.seed(), "pauses", 0);
    Instant next = Instant.now();
    int number = 0;
    while (!running.isEmpty() || next.isBefore(until)) {
      Instant now = Instant.now();
      if (!next.isAfter(now) && next.isBefore(until)) {
        Instant start = now.truncatedTo(ChronoUnit.MILLIS);
        running.add(Stories.beginning(choices.seed(), start, number++));
        next = now.plusMillis((long) pauses.around(PAUSE));
      }
      if (!now.isBefore(until)) {
        running.forEach(story -> story.beginNoMore(now));
      }
      tick(now);
      Thread.sleep(TICK);
    }
  }

  private void tick(Instant now) {
    List<ObjectNode> traces = new ArrayList<>();
    List<ObjectNode> spans = new ArrayList<>();
    List<Story> over = new ArrayList<>();
    for (Iterator<Story> stories = running.iterator(); stories.hasNext(); ) {
      Story story = stories.next();
      due(story.traces, now, traces);
      due(story.spans, now, spans);
      if (story.traces.stream().noneMatch(row -> Story.after(row, "end_time", now))) {
        over.add(story);
        stories.remove();
      }
    }
    sender.batches("POST", "/v1/private/traces/batch", "traces", traces);
    sender.batches("POST", "/v1/private/spans/batch", "spans", spans);
    sender.judgements(over);
  }

  private void due(List<ObjectNode> rows, Instant now, List<ObjectNode> due) {
    for (ObjectNode row : rows) {
      String id = row.path("id").asString();
      if (Story.after(row, "start_time", now)) {
        continue;
      }
      boolean ended = !Story.after(row, "end_time", now);
      if (begun.add(ended ? id + " ended" : id)) {
        ObjectNode known = row.deepCopy();
        if (!ended) {
          known.remove(Story.KNOWN_AT_THE_END);
        }
        due.add(known.put("last_updated_at", Instant.now().toString()));
      }
    }
  }
}
