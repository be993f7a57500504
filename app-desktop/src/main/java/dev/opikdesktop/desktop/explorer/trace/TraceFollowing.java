package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Refresher;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Reads a trace piece by piece in the background, and what has become of it after each write. */
final class TraceFollowing {
  private final OpikClient client;
  private final Background background;
  private final Clock clock;
  private final BooleanSupplier hidesInternal;
  private final Runnable grown;
  private final Refresher refresher;
  private final StringProperty progress = new SimpleStringProperty("");
  private final LongProperty tookMillis = new SimpleLongProperty();
  private final StringProperty failure = new SimpleStringProperty("");
  private TraceReading reading;
  private @Nullable SpanTree newest;
  private boolean whole;
  private String projectId = "";
  private String traceId = "";
  private int visit;

  /**
   * @param hidesInternal whether spans are left out that the SDK logged of itself
   * @param grown runs when there is another tree
   */
  TraceFollowing(
      OpikClient client,
      Background background,
      Clock clock,
      BooleanSupplier hidesInternal,
      Runnable grown) {
    this.client = client;
    this.background = background;
    this.clock = clock;
    this.hidesInternal = hidesInternal;
    this.grown = grown;
    this.reading = new TraceReading(client, "", "", clock);
    this.refresher = new Refresher(background, this::ask);
  }

  /** How much of a long trace is read, in words; empty once all is. */
  ReadOnlyStringProperty progressProperty() {
    return progress;
  }

  ReadOnlyLongProperty tookMillisProperty() {
    return tookMillis;
  }

  /** Why the last question failed; empty when it did not. */
  ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Empty while no trace is followed. */
  String traceId() {
    return traceId;
  }

  /** Null until the server has answered. */
  @Nullable SpanTree newest() {
    return newest;
  }

  /** Whether all spans are read. */
  boolean isWhole() {
    return whole;
  }

  void open(String project, String trace) {
    close();
    projectId = project;
    traceId = trace;
    reading = new TraceReading(client, project, trace, clock);
    refresher.restart();
  }

  void close() {
    visit++;
    traceId = "";
    newest = null;
    whole = false;
    progress.set("");
    failure.set("");
  }

  /** Whether what was written somewhere is a part of the trace. */
  boolean isConcernedBy(Change change) {
    return !traceId.isEmpty()
        && change.concerns(
            written ->
                written.projectId().equals(projectId)
                    && (written.entity().equals("span") || written.ids().contains(traceId)));
  }

  /** Reads what was written since. */
  void refresh() {
    if (!traceId.isEmpty()) {
      refresher.request();
    }
  }

  private void ask() {
    int askedOn = visit;
    TraceReading asked = reading;
    boolean hides = hidesInternal.getAsBoolean();
    if (traceId.isEmpty()) {
      refresher.answered(0);
      return;
    }
    background.run(
        () -> asked.next(hides),
        (read, took) -> {
          if (askedOn == visit) {
            failure.set("");
            answered(read, took);
          }
        },
        problem -> {
          if (askedOn == visit) {
            failure.set(String.valueOf(problem.getMessage()));
            refresher.answered(1_000);
          }
        });
  }

  private void answered(TraceReading.Read read, long took) {
    tookMillis.set(whole ? took : tookMillis.get() + took);
    whole = read.whole();
    progress.set(
        whole
            ? ""
            : "%s of %s spans".formatted(Units.count(read.spans()), Units.count(read.total())));
    if (read.tree() != newest) {
      newest = read.tree();
      grown.run();
    }
    if (whole) {
      refresher.answered(took);
    } else {
      ask();
    }
  }
}
