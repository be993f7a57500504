package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of a trace's tree.
 *
 * @param id the span's or the trace's id; {@code orphans} for the node that gathers orphans
 * @param startMillis since the beginning of the trace, with fractions
 * @param endMillis as {@code startMillis}; for a node that runs, what is known so far
 * @param cost US dollars
 * @param critical whether the trace waited for this node: on the path of those that ended last
 */
public record SpanNode(
    String id,
    SpanKind kind,
    String name,
    @Nullable Trace trace,
    @Nullable Span span,
    double startMillis,
    double endMillis,
    boolean running,
    @Nullable Double cost,
    @Nullable Long tokens,
    @Nullable ErrorInfo error,
    boolean critical,
    List<SpanNode> children) {

  public SpanNode {
    children = List.copyOf(children);
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

  public String durationText() {
    if (kind == SpanKind.ORPHANS) {
      return "";
    }
    return running ? "running" : Units.duration(endMillis - startMillis);
  }
}
