package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.diff.DiffModel;
import dev.opikdesktop.desktop.explorer.diff.Sources;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.trace.SpanNode;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Refresher;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Two traces side by side: which rows their aligned trees show and which is selected. Reading,
 * aligning and looking for differences happen in the background.
 */
public final class CompareModel {
  private final OpikClient client;
  private final Background background;
  private final Clock clock;
  private final Refresher refresher;
  private final DiffModel diff;

  private final ObjectProperty<@Nullable Comparison> comparison = new SimpleObjectProperty<>();
  private final ComparedRows rows = new ComparedRows();
  private final ObjectProperty<@Nullable ComparedRow> selected = new SimpleObjectProperty<>();
  private final BooleanProperty onlyDifferent = new SimpleBooleanProperty();
  private final StringProperty words = new SimpleStringProperty("");
  private final StringProperty summary = new SimpleStringProperty("");
  private final StringProperty failure = new SimpleStringProperty("");
  private final LongProperty tookMillis = new SimpleLongProperty();
  private final Set<String> folded = new HashSet<>();
  private PairReading reading;
  private @Nullable Differences differences;
  private Background.Running outlining = () -> {};
  private Background.Running readingPayloads = () -> {};
  private Background.Running comparingPayloads = () -> {};
  private boolean payloadsCompared;
  private String projectId = "";
  private String leftId = "";
  private String rightId = "";
  private String selectedKey = "";

  public CompareModel(OpikClient client, Background background, Clock clock) {
    this.client = client;
    this.background = background.part();
    this.clock = clock;
    this.reading = new PairReading(client, "", "", "", clock);
    this.refresher = new Refresher(this.background, this::ask);
    this.diff = new DiffModel(this.background);
    onlyDifferent.addListener(observable -> outlineAnew());
    words.addListener(observable -> outlineAnew());
  }

  /** Null until both traces are read. */
  public ReadOnlyObjectProperty<@Nullable Comparison> comparisonProperty() {
    return comparison;
  }

  /** The rows that are shown, in the order of the aligned trees. */
  public ObservableList<ComparedRow> rows() {
    return rows;
  }

  public ReadOnlyObjectProperty<@Nullable ComparedRow> selectedProperty() {
    return selected;
  }

  /** The payloads of the selected row's sides. */
  public DiffModel diff() {
    return diff;
  }

  /** Whether rows whose sides are equal are left out. */
  public BooleanProperty onlyDifferentProperty() {
    return onlyDifferent;
  }

  /** Words that stand in the names of the rows that are shown; empty for any. */
  public StringProperty wordsProperty() {
    return words;
  }

  /** How far the reading is, and then how many rows differ, in words. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary;
  }

  /** Why the last question failed; empty when it did not. */
  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  public ReadOnlyLongProperty tookMillisProperty() {
    return tookMillis;
  }

  /** Puts two traces side by side. */
  public void open(String project, String left, String right) {
    if (left.equals(leftId) && right.equals(rightId)) {
      refresher.request();
      return;
    }
    close();
    projectId = project;
    leftId = left;
    rightId = right;
    reading = new PairReading(client, project, left, right, clock);
    summary.set("Reading both traces");
    refresher.restart();
  }

  /** Forgets both traces, and gives up what is under way. */
  public void close() {
    background.cancelAll();
    diff.clear();
    leftId = "";
    rightId = "";
    selectedKey = "";
    differences = null;
    folded.clear();
    words.set("");
    rows.show(Outline.NONE);
    selected.set(null);
    comparison.set(null);
    summary.set("");
    failure.set("");
    tookMillis.set(0);
  }

  /** Asks again after a failure. */
  public void retry() {
    if (!leftId.isEmpty()) {
      refresher.request();
    }
  }

  /** Something was written somewhere. */
  public void changed(Change change) {
    boolean concerns =
        change.concerns(
            written ->
                written.projectId().equals(projectId)
                    && (written.entity().equals("span")
                        || written.ids().contains(leftId)
                        || written.ids().contains(rightId)));
    if (concerns) {
      retry();
    }
  }

  /** Selects a row, and compares the payloads of its sides. */
  public void select(ComparedRow row) {
    ComparedRow before = selected.get();
    selectedKey = keyOf(row);
    selected.set(row);
    if (before == null || before.left() != row.left() || before.right() != row.right()) {
      readingPayloads.cancel();
      readingPayloads =
          background.run(
              () -> new Payloads(sourcesOf(row.left()), sourcesOf(row.right())),
              (read, took) -> diff.show(read.left(), read.right()),
              problem -> failure.set(String.valueOf(problem.getMessage())));
    }
  }

  private record Payloads(Sources left, Sources right) {}

  /** The trees' own spans are without their payloads. */
  private Sources sourcesOf(@Nullable SpanNode node) {
    if (node == null) {
      return Sources.NONE;
    }
    if (node.trace() != null) {
      return Sources.of(node.trace());
    }
    return node.span() == null ? Sources.NONE : Sources.of(client.span(node.id()));
  }

  /** Selects the row {@code step} rows further down (or up); stays where the rows end. */
  public void move(int step) {
    if (rows.isEmpty()) {
      return;
    }
    int index = indexOfSelected();
    long next = index >= 0 ? (long) index + step : 0;
    select(rows.get((int) Math.clamp(next, 0, rows.size() - 1)));
  }

  /** Selects the next row whose sides differ, or the one before; round and round. */
  public void nextDifferent(boolean forward) {
    Outline outline = rows.outline();
    ComparedRow row = selected.get();
    int next = outline.nextDifferent(row == null ? 0 : row.index(), forward);
    if (next < 0) {
      return;
    }
    Alignment alignment = outline.alignment();
    boolean unfolded = false;
    if (alignment != null) {
      for (int above = alignment.parent(next); above >= 0; above = alignment.parent(above)) {
        unfolded |= folded.remove(Outline.key(alignment, above));
      }
    }
    select(outline.of(next));
    if (unfolded) {
      outlineAnew();
    }
  }

  /** Folds or unfolds what is below a row. */
  public void fold(ComparedRow row, boolean fold) {
    if (row.canFold() && (fold ? folded.add(keyOf(row)) : folded.remove(keyOf(row)))) {
      outlineAnew();
    }
  }

  /** Selects what the selected row hangs from. */
  public void selectParent() {
    Alignment alignment = rows.outline().alignment();
    ComparedRow row = selected.get();
    if (alignment != null && row != null && alignment.parent(row.index()) >= 0) {
      select(rows.outline().of(alignment.parent(row.index())));
    }
  }

  /** Where the selected row is among {@link #rows()}, or -1. */
  public int indexOfSelected() {
    ComparedRow row = selected.get();
    return row == null ? -1 : Math.max(-1, rows.outline().indexOf(row.index()));
  }

  private String keyOf(ComparedRow row) {
    Alignment alignment = rows.outline().alignment();
    return alignment == null ? "" : Outline.key(alignment, row.index());
  }

  private void ask() {
    if (leftId.isEmpty()) {
      refresher.answered(0);
      return;
    }
    PairReading asked = reading;
    background.run(
        asked::next,
        (step, took) -> {
          failure.set("");
          tookMillis.set(step.comparison() == null ? tookMillis.get() + took : took);
          Comparison read = step.comparison();
          if (read == null) {
            summary.set(
                "Reading both traces, %s of %s spans"
                    .formatted(Units.count(step.spans()), Units.count(step.total())));
            ask();
          } else {
            show(read);
            refresher.answered(took);
          }
        },
        problem -> {
          failure.set(String.valueOf(problem.getMessage()));
          refresher.answered(1_000);
        });
  }

  private void show(Comparison read) {
    if (read == comparison.get()) {
      return;
    }
    comparison.set(read);
    Differences known = Differences.of(read.alignment());
    differences = known;
    outlineAnew();
    payloadsCompared = false;
    comparingPayloads.cancel();
    comparingPayloads =
        background.run(
            () -> PayloadDifferences.of(client, projectId, read),
            (found, took) -> {
              differences = known.with(found);
              payloadsCompared = true;
              outlineAnew();
            },
            problem -> failure.set(String.valueOf(problem.getMessage())));
  }

  private void outlineAnew() {
    Comparison shown = comparison.get();
    Differences known = differences;
    if (shown == null || known == null) {
      return;
    }
    outlining.cancel();
    Outline.Wanted wanted = new Outline.Wanted(onlyDifferent.get(), words.get(), folded);
    outlining =
        background.run(
            () -> new Outline(shown.alignment(), known, wanted),
            (outline, took) -> show(outline, shown.alignment(), known),
            problem -> failure.set(String.valueOf(problem.getMessage())));
  }

  private void show(Outline outline, Alignment alignment, Differences known) {
    rows.show(outline);
    if (payloadsCompared) {
      summary.set(summary(alignment.size(), known.count()));
    } else {
      summary.set(
          known.count() == 0
              ? "Comparing payloads"
              : summary(alignment.size(), known.count()) + ", comparing payloads");
    }
    int row = rowOf(selectedKey, alignment);
    while (row > 0 && outline.indexOf(row) < 0) {
      row = alignment.parent(row);
    }
    select(outline.of(row));
  }

  private static int rowOf(String key, Alignment alignment) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      return 0;
    }
    int left = alignment.left().placeOf(key.substring(0, slash));
    int right = alignment.right().placeOf(key.substring(slash + 1));
    for (int row = 0; row < alignment.size(); row++) {
      boolean same =
          left >= 0 ? alignment.leftPlace(row) == left : alignment.rightPlace(row) == right;
      if (same && (left >= 0 || right >= 0)) {
        return row;
      }
    }
    return 0;
  }

  private static String summary(int rows, int different) {
    if (different == 0) {
      return "No difference in " + (rows == 1 ? "1 row" : Units.count((long) rows) + " rows");
    }
    return "%s of %s rows differ"
        .formatted(Units.count((long) different), Units.count((long) rows));
  }
}
