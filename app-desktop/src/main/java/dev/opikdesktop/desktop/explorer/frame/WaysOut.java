package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.thread.ThreadView;
import dev.opikdesktop.desktop.explorer.trace.SpanFilter;
import dev.opikdesktop.desktop.explorer.trace.TraceView;
import java.util.function.Consumer;

/** Where the pages of a trace and of a thread lead to. */
final class WaysOut implements TraceView.Ways, ThreadView.Ways {
  private final FrameModel model;
  private final Consumer<Trace> compare;
  private final Runnable copyLink;

  WaysOut(FrameModel model, Consumer<Trace> compare, Runnable copyLink) {
    this.model = model;
    this.compare = compare;
    this.copyLink = copyLink;
  }

  @Override
  public void back() {
    model.out();
  }

  @Override
  public void neighbour(int step) {
    model.showNeighbour(step);
  }

  @Override
  public Runnable onward() {
    return model.onward();
  }

  @Override
  public void copyLink() {
    copyLink.run();
  }

  @Override
  public void openThread(String threadId, String traceId) {
    model.showThread(threadId, traceId);
  }

  @Override
  public void compare(Trace trace) {
    compare.accept(trace);
  }

  @Override
  public void showSpans(String traceId, SpanFilter filter) {
    model.showSpansOfTrace(traceId, filter);
  }

  @Override
  public void openTrace(String traceId) {
    model.showTrace(traceId);
  }

  @Override
  public void openTools(String traceId) {
    model.showToolCalls(traceId);
  }

  @Override
  public void showTraces(String threadId) {
    model.showTracesOfThread(threadId);
  }
}
