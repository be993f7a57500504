package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.text.Units;
import org.jspecify.annotations.Nullable;

/**
 * One node of a trace's tree. It equals itself alone: a tree that is built anew takes over the
 * nodes of which nothing changed, so that whoever shows them sees what did at a glance.
 *
 * @param id the span's or the trace's id; {@code orphans} for the node that gathers orphans
 * @param startMillis since the beginning of the trace, with fractions
 * @param endMillis as {@code startMillis}; of what runs, its start: {@link #endMillis(double)}
 * @param cost US dollars
 */
public record SpanNode(
    String id,
    SpanKind kind,
    String name,
    @Nullable Trace trace,
    @Nullable Span span,
    double startMillis,
    double endMillis,
    Ending ending,
    @Nullable Double cost,
    @Nullable Long tokens,
    @Nullable ErrorInfo error) {

  /** Whether a node has come to its end. */
  public enum Ending {
    ENDED,
    /** It may still end, as may its trace. */
    RUNNING,
    /** Its trace has ended, or nothing has been heard of it for long: it will not end. */
    MISSING
  }

  /** The name with the model before it, where the name does not already say it. */
  public String title() {
    Span known = span;
    if (kind != SpanKind.LLM
        || known == null
        || known.model() == null
        || name.contains(known.model())) {
      return name;
    }
    return known.model() + " · " + name;
  }

  /**
   * How far its bar reaches.
   *
   * @param lengthMillis how long the trace is by now
   */
  public double endMillis(double lengthMillis) {
    return ending == Ending.ENDED ? endMillis : Math.max(startMillis, lengthMillis);
  }

  public boolean running() {
    return ending == Ending.RUNNING;
  }

  public String durationText() {
    if (kind == SpanKind.ORPHANS) {
      return "";
    }
    return switch (ending) {
      case ENDED -> Units.duration(endMillis - startMillis);
      case RUNNING -> "running";
      case MISSING -> "no end";
    };
  }

  /** Whether another node would show the same. */
  boolean isStillOf(Span other, double start, double end, Ending otherEnding) {
    return span == other && startMillis == start && endMillis == end && ending == otherEnding;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
