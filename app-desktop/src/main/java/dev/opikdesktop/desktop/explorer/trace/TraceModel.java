package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Page;
import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.payload.PayloadModel;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Refresher;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** One open trace: which rows its tree shows, which is selected, and what is known of that one. */
public final class TraceModel {
  private static final int SPANS_A_PAGE = 1_000;

  private final OpikClient client;
  private final Background background;
  private final Clock clock;
  private final Refresher refresher;
  private final PayloadModel payload;

  private final ObjectProperty<@Nullable SpanTree> tree = new SimpleObjectProperty<>();
  private final ObservableList<SpanRow> rows = FXCollections.observableArrayList();
  private final ObjectProperty<@Nullable SpanRow> selected = new SimpleObjectProperty<>();
  private final ObjectProperty<Facts> facts = new SimpleObjectProperty<>(Facts.NONE);
  private final LongProperty tookMillis = new SimpleLongProperty();
  private final StringProperty failure = new SimpleStringProperty("");
  private final Set<String> folded = new HashSet<>();
  private String projectId = "";
  private String traceId = "";
  private String selectedId = "";
  private int visit;
  private int selection;

  public TraceModel(OpikClient client, Background background, Clock clock) {
    this.client = client;
    this.background = background;
    this.clock = clock;
    this.payload = new PayloadModel(background);
    this.refresher = new Refresher(background, this::ask);
  }

  /** Null until the server has answered. */
  public ReadOnlyObjectProperty<@Nullable SpanTree> treeProperty() {
    return tree;
  }

  /** The rows that are not folded away, in the tree's order. */
  public ObservableList<SpanRow> rows() {
    return rows;
  }

  public ReadOnlyObjectProperty<@Nullable SpanRow> selectedProperty() {
    return selected;
  }

  public ReadOnlyObjectProperty<Facts> factsProperty() {
    return facts;
  }

  public PayloadModel payload() {
    return payload;
  }

  public ReadOnlyLongProperty tookMillisProperty() {
    return tookMillis;
  }

  /** Why the last question failed; empty when it did not. */
  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /**
   * Opens a trace.
   *
   * @param span the one that is selected; null for the trace itself
   */
  public void open(String project, String trace, @Nullable String span) {
    if (trace.equals(traceId)) {
      selectedId = span == null ? selectedId : span;
      refresher.request();
      return;
    }
    visit++;
    projectId = project;
    traceId = trace;
    selectedId = span == null ? trace : span;
    folded.clear();
    failure.set("");
    refresher.request();
  }

  /** Forgets the trace, so that changes to it are not followed any more. */
  public void close() {
    visit++;
    traceId = "";
    tree.set(null);
    rows.clear();
    selected.set(null);
    facts.set(Facts.NONE);
  }

  /** Something was written somewhere. */
  public void changed(Change change) {
    boolean concerns =
        switch (change) {
          case Change.Written written ->
              written.projectId().equals(projectId)
                  && (written.entity().equals("span") || written.ids().contains(traceId));
          case Change.Lost lost -> true;
          case Change.Connected connected -> true;
          case Change.Disconnected disconnected -> false;
          case Change.Show show -> false;
        };
    if (concerns && !traceId.isEmpty()) {
      refresher.request();
    }
  }

  /** Selects a row and asks for its payloads. */
  public void select(SpanRow row) {
    boolean other = !row.node().id().equals(selectedId);
    SpanRow before = selected.get();
    selectedId = row.node().id();
    if (other || before == null || !before.equals(row)) {
      showSelected(row);
    }
  }

  /** Selects the row {@code step} rows further down (or up); stays where the tree ends. */
  public void move(int step) {
    int index = indexOfSelected();
    if (!rows.isEmpty()) {
      select(rows.get(Math.clamp(index + step, 0, rows.size() - 1)));
    }
  }

  /** Folds or unfolds a row's children. */
  public void fold(SpanRow row, boolean fold) {
    if (row.canFold() && (fold ? folded.add(row.node().id()) : folded.remove(row.node().id()))) {
      showRows();
    }
  }

  /** Where the selected row is among {@link #rows()}, or -1. */
  public int indexOfSelected() {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).node().id().equals(selectedId)) {
        return i;
      }
    }
    return -1;
  }

  private void ask() {
    int askedOn = visit;
    String project = projectId;
    String trace = traceId;
    if (trace.isEmpty()) {
      refresher.answered(0);
      return;
    }
    background.run(
        () -> SpanTree.of(client.trace(trace), allSpans(project, trace), clock.instant()),
        (answer, took) -> {
          if (askedOn == visit) {
            tookMillis.set(took);
            failure.set("");
            tree.set(answer);
            showRows();
          } else {
            refresher.request();
          }
          refresher.answered(took);
        },
        problem -> {
          if (askedOn == visit) {
            failure.set(String.valueOf(problem.getMessage()));
          } else {
            refresher.request();
          }
          refresher.answered(1_000);
        });
  }

  private List<Span> allSpans(String project, String trace) {
    List<Span> spans = new ArrayList<>();
    for (int number = 1; ; number++) {
      Page<Span> page = client.spans(project, trace, number, SPANS_A_PAGE);
      spans.addAll(page.content());
      if (page.content().isEmpty() || spans.size() >= page.total()) {
        return spans;
      }
    }
  }

  private void showRows() {
    SpanTree shown = tree.get();
    if (shown == null) {
      return;
    }
    List<SpanRow> unfolded = new ArrayList<>();
    flatten(shown.root(), 0, 0, true, unfolded);
    int common = Math.min(rows.size(), unfolded.size());
    for (int i = 0; i < common; i++) {
      if (!rows.get(i).equals(unfolded.get(i))) {
        rows.set(i, unfolded.get(i));
      }
    }
    if (rows.size() > common) {
      rows.remove(common, rows.size());
    } else if (unfolded.size() > common) {
      rows.addAll(unfolded.subList(common, unfolded.size()));
    }
    int index = indexOfSelected();
    SpanRow row = rows.get(Math.max(index, 0));
    selectedId = row.node().id();
    if (!row.equals(selected.get())) {
      showSelected(row);
    }
  }

  private int flatten(SpanNode node, int depth, int number, boolean visible, List<SpanRow> into) {
    boolean closed = folded.contains(node.id());
    if (visible) {
      into.add(new SpanRow(node, depth, number, closed));
    }
    int next = number;
    for (SpanNode child : node.children()) {
      boolean counted = child.kind() != SpanKind.ORPHANS;
      next = flatten(child, depth + 1, counted ? next + 1 : next, visible && !closed, into);
    }
    return next;
  }

  private void showSelected(SpanRow row) {
    selected.set(row);
    SpanTree shown = tree.get();
    if (shown == null) {
      return;
    }
    facts.set(Facts.of(row, shown, clock.getZone()));
    int asked = ++selection;
    SpanNode node = row.node();
    Trace trace = node.trace();
    if (trace != null) {
      payload.show(trace.input(), trace.output(), trace.metadata(), trace.error());
    } else if (node.span() != null) {
      background.run(
          () -> client.span(node.id()),
          (span, took) -> {
            if (asked == selection) {
              tookMillis.set(took);
              payload.show(span.input(), span.output(), span.metadata(), span.error());
            }
          },
          problem -> failure.set(String.valueOf(problem.getMessage())));
    } else {
      payload.show(Payload.NONE, Payload.NONE, Payload.NONE, null);
    }
  }
}
