package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.annotate.AnnotateModel;
import dev.opikdesktop.desktop.explorer.files.FilesModel;
import dev.opikdesktop.desktop.explorer.payload.PayloadModel;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * One open trace: which rows its tree shows, which is selected, and what is known of that one. What
 * grows with the number of spans is done in the background; what is left here takes a moment for a
 * hundred thousand.
 */
public final class TraceModel {
  private final OpikClient client;
  private final Background background;
  private final Clock clock;
  private final TraceFollowing following;
  private final SelectedNode known;
  private final SpanFilter filter;
  private final SpanSearch search;
  private final RowFacts rowFacts = new RowFacts();
  private final NotesReading notes;
  private final Zoom zoom = new Zoom();

  private final ObjectProperty<@Nullable SpanTree> tree = new SimpleObjectProperty<>();
  private final SpanRows rows = new SpanRows();
  private final ObjectProperty<@Nullable SpanRow> selected = new SimpleObjectProperty<>();
  private final ObjectProperty<Facts> facts = new SimpleObjectProperty<>(Facts.NONE);
  private final DoubleProperty lengthMillis = new SimpleDoubleProperty();
  private final LongProperty tookMillis = new SimpleLongProperty();
  private final StringProperty failure = new SimpleStringProperty("");
  private final Folds folds = new Folds();
  private String projectId = "";
  private String selectedId = "";

  public TraceModel(OpikClient client, Background background, Clock clock) {
    this.client = client;
    this.background = background;
    this.clock = clock;
    this.known = new SelectedNode(client, background, clock);
    this.search = new SpanSearch(client, background, this::showOutline);
    this.filter = new SpanFilter(this::narrowed, this::refresh);
    this.following =
        new TraceFollowing(
            client, background, clock, filter.hidesInternalProperty()::get, this::grown);
    this.notes = new NotesReading(client, background, rowFacts);
    following.tookMillisProperty().subscribe(took -> tookMillis.set(took.longValue()));
    known.tookMillisProperty().subscribe(took -> tookMillis.set(took.longValue()));
    for (ReadOnlyStringProperty each : failures()) {
      each.addListener(observable -> sayFailure());
    }
  }

  private List<ReadOnlyStringProperty> failures() {
    return List.of(following.failureProperty(), known.failureProperty(), search.failureProperty());
  }

  private void sayFailure() {
    failure.set(
        failures().stream()
            .map(ReadOnlyStringProperty::get)
            .filter(said -> !said.isEmpty())
            .findFirst()
            .orElse(""));
  }

  /** Null until the server has answered. */
  public ReadOnlyObjectProperty<@Nullable SpanTree> treeProperty() {
    return tree;
  }

  /** The rows that are not folded away, in the tree's order; with a search its hits alone. */
  public ObservableList<SpanRow> rows() {
    return rows;
  }

  public SpanFilter filter() {
    return filter;
  }

  /** What the rows say of their nodes. */
  public RowFacts rowFacts() {
    return rowFacts;
  }

  /** How many hits there are; empty while nothing is searched for. */
  public ReadOnlyStringProperty hitsTextProperty() {
    return search.textProperty();
  }

  public ReadOnlyObjectProperty<@Nullable SpanRow> selectedProperty() {
    return selected;
  }

  public ReadOnlyObjectProperty<Facts> factsProperty() {
    return facts;
  }

  public PayloadModel payload() {
    return known.payload();
  }

  /** Files of the selected row. */
  public FilesModel files() {
    return known.files();
  }

  /** Scores, comments and tags of the selected row. */
  public AnnotateModel annotate() {
    return known.annotate();
  }

  /** How long the trace is by now, as of the last {@link #tick}. */
  public ReadOnlyDoubleProperty lengthMillisProperty() {
    return lengthMillis;
  }

  /** Which stretch of time the waterfall shows. */
  public Zoom zoom() {
    return zoom;
  }

  /** Shows the time of a node, with some room around it. */
  public void zoomTo(SpanNode node) {
    zoom.around(node.startMillis(), node.endMillis(lengthMillis.get()));
  }

  /** How much of a long trace is read, in words; empty once all is. */
  public ReadOnlyStringProperty progressProperty() {
    return following.progressProperty();
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
    if (trace.equals(following.traceId())) {
      if (span != null) {
        reveal(span);
      }
      following.refresh();
      return;
    }
    if (span != null || !project.equals(projectId)) {
      // The neighbours of a trace are looked through with the same filter; a link leads anywhere.
      filter.clear();
    }
    projectId = project;
    selectedId = span == null ? trace : span;
    folds.clear();
    zoom.reset();
    known.in(project, trace);
    search.open(project, trace);
    filter.query().vocabulary().clear();
    following.open(project, trace);
    notes.in(project, trace);
  }

  /** Forgets the trace, so that changes to it are not followed any more. */
  public void close() {
    following.close();
    notes.in("", "");
    known.close();
    search.close();
    filter.clear();
    tree.set(null);
    rows.show(null);
    selected.set(null);
    facts.set(Facts.NONE);
  }

  /** Asks again what was not answered. */
  public void retry() {
    following.refresh();
    search.retry();
    SpanRow row = selected.get();
    if (row != null && !known.failureProperty().get().isEmpty()) {
      known.show(row.node(), null);
    }
  }

  /** Something was written somewhere. */
  public void changed(Change change) {
    known.annotate().changed(change);
    if (following.isConcernedBy(change)) {
      following.refresh();
      notes.refresh();
    }
  }

  /** Time has passed: what runs is longer by now. */
  public void tick() {
    tick(tree.get());
  }

  private void tick(@Nullable SpanTree shown) {
    double length = shown == null ? 0 : shown.lengthMillis(clock.instant());
    lengthMillis.set(length);
    zoom.setLength(length);
  }

  /** Selects a row and asks for its payloads. */
  public void select(SpanRow row) {
    selectedId = row.node().id();
    showSelected(row);
  }

  /** Selects the row {@code step} rows further down (or up); stays where the tree ends. */
  public void move(int step) {
    Outline outline = rows.outline();
    if (outline == null) {
      return;
    }
    int index = outline.indexOf(Math.max(0, outline.tree().placeOf(selectedId)));
    long next = index >= 0 ? (long) index + step : -index - 1L + (step > 0 ? step - 1 : step);
    select(outline.row((int) Math.clamp(next, 0, outline.size() - 1)));
  }

  /** Folds or unfolds a row's children. */
  public void fold(SpanRow row, boolean fold) {
    Outline outline = rows.outline();
    if (outline != null && row.canFold() && folds.fold(outline, row.node(), fold)) {
      outlineAnew();
    }
  }

  /** Folds all that lies under the trace's own children, or unfolds everything. */
  public void foldAll(boolean fold) {
    Outline outline = rows.outline();
    if (outline != null) {
      folds.foldAll(outline, fold);
      outlineAnew();
    }
  }

  /** Selects the next hit, or the one before; round and round. */
  public void nextHit(boolean forward) {
    Outline outline = rows.outline();
    Hits hits = outline == null ? null : outline.hits();
    if (outline == null || hits == null || hits.count() == 0) {
      return;
    }
    SpanTree shown = outline.tree();
    int place = Math.max(0, shown.placeOf(selectedId));
    int hit = forward ? hits.next(place) : hits.previous(place);
    reveal(outline, hit);
  }

  /** The span that is selected; null for the trace itself. */
  public @Nullable String selectedSpan() {
    return selectedId.isEmpty() || selectedId.equals(following.traceId()) ? null : selectedId;
  }

  /** Selects a span, once it is read. */
  private void reveal(String span) {
    selectedId = span;
    Outline outline = rows.outline();
    int place = outline == null ? -1 : outline.tree().placeOf(span);
    if (outline != null && place >= 0) {
      reveal(outline, place);
    }
  }

  private void reveal(Outline outline, int place) {
    if (folds.reveal(outline, place)) {
      outlineAnew();
    }
    select(outline.rowAt(place));
  }

  /** Selects what the selected row hangs from. */
  public void selectParent() {
    Outline outline = rows.outline();
    int place = outline == null ? -1 : outline.tree().placeOf(selectedId);
    if (outline != null && place > 0) {
      select(outline.rowAt(outline.tree().parentOf(place)));
    }
  }

  /**
   * Tells what a card says of a row: at once what is known, and what was said of a span a moment
   * later.
   */
  void card(SpanRow row, Consumer<Facts> then) {
    SpanTree shown = tree.get();
    if (shown == null) {
      return;
    }
    String id = row.node().id();
    String project = projectId;
    String trace = following.traceId();
    then.accept(RowCard.of(row, shown, rowFacts.notes(id), clock.getZone()));
    if (row.node().span() != null) {
      background.run(
          () -> client.spans().notesOf(project, trace, id),
          (said, took) -> then.accept(RowCard.of(row, shown, said, clock.getZone())),
          // A card without them says enough.
          problem -> {});
    }
  }

  /** Draws a small picture of the shown tree, in the background. */
  void picture(int width, int lanes, Consumer<MiniMapPicture> then) {
    SpanTree drawn = tree.get();
    double length = lengthMillis.get();
    if (drawn != null) {
      background.run(
          () -> MiniMapPicture.of(drawn, length, width, lanes),
          (picture, took) -> then.accept(picture),
          problem -> failure.set(String.valueOf(problem.getMessage())));
    }
  }

  /** Where the selected row is among {@link #rows()}, or -1. */
  public int indexOfSelected() {
    Outline outline = rows.outline();
    int place = outline == null ? -1 : outline.tree().placeOf(selectedId);
    return outline == null || place < 0 ? -1 : Math.max(-1, outline.indexOf(place));
  }

  private void refresh() {
    following.refresh();
  }

  private void grown() {
    SpanTree newest = following.newest();
    if (newest != null) {
      search.in(newest, filter.narrowing(), following.isWhole());
      if (following.isWhole()) {
        learn(newest);
      }
    }
  }

  /** What the spans hold is offered to whoever writes a filter. */
  private void learn(SpanTree newest) {
    background.run(
        () -> SpanWords.of(newest),
        (words, took) -> {
          if (newest == following.newest()) {
            filter.query().vocabulary().add(words);
          }
        },
        // What is offered is a help, no more.
        problem -> {});
  }

  private void narrowed() {
    folds.clearOfHits();
    SpanTree newest = following.newest();
    if (newest != null) {
      search.in(newest, filter.narrowing(), following.isWhole());
    }
  }

  private void outlineAnew() {
    Outline outline = rows.outline();
    if (outline != null) {
      showOutline(outline.tree(), outline.hits());
    }
  }

  private void showOutline(SpanTree shown, @Nullable Hits hits) {
    Outline outline = new Outline(shown, hits, folds.of(hits));
    tick(shown);
    tree.set(shown);
    rows.show(outline);
    int place = shown.placeOf(selectedId);
    boolean comes = place < 0 && !following.isWhole();
    place = Math.max(place, 0);
    while (hits == null && outline.indexOf(place) < 0) {
      place = shown.parentOf(place);
    }
    SpanRow row = outline.rowAt(place);
    selectedId = comes ? selectedId : row.node().id();
    showSelected(row);
  }

  private void showSelected(SpanRow row) {
    SpanTree shown = tree.get();
    if (shown == null) {
      return;
    }
    SpanRow before = selected.get();
    selected.set(row);
    facts.set(Facts.of(row, shown, clock.getZone()));
    search.at(row.place());
    if (before == null || before.node() != row.node()) {
      known.show(row.node(), before == null ? null : before.node());
    }
  }
}
