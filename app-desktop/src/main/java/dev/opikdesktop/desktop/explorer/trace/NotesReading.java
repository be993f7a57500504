package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Refresher;
import java.util.Map;

/**
 * Reads what was said of a trace's spans, for as long as its rows say it. That does not come with
 * the spans, and a span is not written again when something is said of it.
 */
final class NotesReading {
  private final OpikClient client;
  private final Background background;
  private final RowFacts facts;
  private final Refresher refresher;
  private String projectId = "";
  private String traceId = "";
  private boolean reads;

  NotesReading(OpikClient client, Background background, RowFacts facts) {
    this.client = client;
    this.background = background;
    this.facts = facts;
    this.refresher = new Refresher(background, this::ask);
    facts.shownProperty().addListener(observable -> chosen());
  }

  /** Another trace is open; empty texts for none. */
  void in(String project, String trace) {
    projectId = project;
    traceId = trace;
    facts.setNotes(Map.of());
    reads = false;
    chosen();
  }

  private void chosen() {
    boolean wanted = facts.needsNotes() && !traceId.isEmpty();
    if (wanted && !reads) {
      refresher.request();
    }
    reads = wanted;
  }

  /** Something was written of the trace. */
  void refresh() {
    if (reads) {
      refresher.request();
    }
  }

  private void ask() {
    String project = projectId;
    String trace = traceId;
    if (trace.isEmpty()) {
      refresher.answered(0);
      return;
    }
    background.run(
        () -> client.spans().notes(project, trace),
        (read, took) -> {
          if (trace.equals(traceId)) {
            facts.setNotes(read);
          }
          refresher.answered(took);
        },
        // The numbers of before stay.
        problem -> refresher.answered(1_000));
  }
}
