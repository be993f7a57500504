package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.annotate.AnnotateModel;
import dev.opikdesktop.desktop.explorer.environments.EnvironmentsModel;
import dev.opikdesktop.desktop.explorer.query.LookUp;
import dev.opikdesktop.desktop.explorer.query.Pins;
import dev.opikdesktop.desktop.explorer.query.QueryModel;
import dev.opikdesktop.desktop.explorer.query.Vocabulary;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.explorer.work.Background;
import dev.opikdesktop.desktop.explorer.work.Refresher;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The logs of one project: which kind of row, under which query, and what the server answers. */
public final class LogsModel {
  /** What there is to show. */
  public enum State {
    LOADING,
    EMPTY,
    NO_MATCH,
    SHOWN,
    FAILED
  }

  /**
   * What somebody had before himself.
   *
   * @param selectedId the selected row; null for none
   * @param topRow the place of the row that stood on top
   */
  public record Seen(LogView view, @Nullable String selectedId, int topRow) {}

  /** As many ids as a query takes well, where it may have an OR. */
  private static final int IDS_A_QUERY = 100;

  private static final String ROW_HEIGHT = "row-height";

  private final OpikClient client;
  private final Background background;
  private final Clock clock;
  private final ObjectProperty<RowHeight> rowHeight;
  private final PagedRows paged;
  private final Refresher figuresRefresher;
  private final FiguresModel figures;
  private final EnvironmentsModel environments;
  private final AnnotateModel annotate;
  private final SavedViews views;
  private final Marks marks;
  private final LookUp lookUp;
  private final QueryModel written;
  private final FirstKind firstKind;
  private final ColumnsOfKinds columns;

  private final ObjectProperty<@Nullable Project> project = new SimpleObjectProperty<>();
  private final ObjectProperty<LogQuery> query =
      new SimpleObjectProperty<>(LogQuery.all("", LogKind.TRACES));
  private final ObjectProperty<TimeRange> range = new SimpleObjectProperty<>(TimeRange.ALL);
  private final BooleanProperty live = new SimpleBooleanProperty(true);
  private final BooleanProperty behind = new SimpleBooleanProperty();
  private final ObjectProperty<@Nullable String> selectedId = new SimpleObjectProperty<>();

  private Runnable leaving = () -> {};

  public LogsModel(OpikClient client, Background background, Clock clock, WindowState memory) {
    this.client = client;
    this.background = background.part();
    this.clock = clock;
    this.rowHeight = new SimpleObjectProperty<>(RowHeight.named(memory.text(ROW_HEIGHT, "")));
    rowHeight.addListener(
        (observable, before, chosen) -> {
          memory.put(ROW_HEIGHT, chosen.name().toLowerCase(Locale.ROOT));
          memory.save();
        });
    this.views = new SavedViews(memory);
    this.annotate = new AnnotateModel(client, background.part(), clock);
    this.paged = new PagedRows(client, background, this::seen);
    this.marks = new Marks(paged.totalProperty());
    this.figures = new FiguresModel(client, this.background, clock, memory);
    this.environments = new EnvironmentsModel(client, background);
    this.figuresRefresher = new Refresher(this.background, this::askForFigures);
    Vocabulary vocabulary = new Vocabulary();
    this.lookUp = new LookUp(client, this.background, vocabulary);
    this.written = new QueryModel(new Pins(memory), vocabulary, lookUp::about, this::narrow);
    this.firstKind = new FirstKind(client, this.background, memory);
    this.columns = new ColumnsOfKinds(memory);
  }

  public ReadOnlyObjectProperty<@Nullable Project> projectProperty() {
    return project;
  }

  /** Which rows are shown, in which order. */
  public ReadOnlyObjectProperty<LogQuery> queryProperty() {
    return query;
  }

  public LogKind kind() {
    return query.get().kind();
  }

  public ReadOnlyObjectProperty<TimeRange> rangeProperty() {
    return range;
  }

  /** Whether what comes in is shown by itself. */
  public ReadOnlyBooleanProperty liveProperty() {
    return live;
  }

  /** Whether something came in since the table was stopped. */
  public ReadOnlyBooleanProperty behindProperty() {
    return behind;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return paged.stateProperty();
  }

  /** Why the last question failed; empty when it did not. */
  public ReadOnlyStringProperty failureProperty() {
    return paged.failureProperty();
  }

  /** How long the server's last answer took. */
  public ReadOnlyLongProperty tookMillisProperty() {
    return paged.tookMillisProperty();
  }

  public ReadOnlyLongProperty totalProperty() {
    return paged.totalProperty();
  }

  /** The row that is selected; it stays the same one when others come in above it. */
  public ObjectProperty<@Nullable String> selectedIdProperty() {
    return selectedId;
  }

  public LogRows rows() {
    return paged.rows();
  }

  /** The place to put on top when rows that were left are there again; else -1. */
  ReadOnlyIntegerProperty topRowProperty() {
    return paged.topRowProperty();
  }

  public FiguresModel figures() {
    return figures;
  }

  /** How high rows are, of all projects. */
  public ObjectProperty<RowHeight> rowHeightProperty() {
    return rowHeight;
  }

  /** Gives the tables of every kind the columns that they had before anybody chose. */
  public void resetColumns() {
    columns.reset();
  }

  public EnvironmentsModel environments() {
    return environments;
  }

  /** Scores of a row, given in the table. */
  AnnotateModel annotate() {
    return annotate;
  }

  /** Whether nothing can be written. */
  boolean isReadOnly() {
    return client.isReadOnly();
  }

  /** The query as one writes it. */
  public QueryModel written() {
    return written;
  }

  Marks marks() {
    return marks;
  }

  /** What is marked, to do something with it. */
  Chosen chosen() {
    return marks.chosen(query.get(), written.isWithoutOr() ? 1 : IDS_A_QUERY);
  }

  ColumnsModel columns(LogKind kind) {
    return columns.of(kind);
  }

  /** Turns to a project; its rows are asked for at once. */
  public void open(Project opened) {
    Project before = project.get();
    if (before != null && before.id().equals(opened.id())) {
      project.set(opened);
      refresh();
      return;
    }
    turnTo(opened);
    firstKind.show(opened.id(), kind -> ask(LogView.all(kind).within(range.get())));
  }

  private void turnTo(Project opened) {
    project.set(opened);
    columns.forgetSeen();
    lookUp.turnTo(opened.id());
  }

  /** Turns to a project, and shows this of it. */
  public void open(Project opened, LogView wanted) {
    Project before = project.get();
    if (before == null || !before.id().equals(opened.id())) {
      turnTo(opened);
      ask(wanted);
    } else if (wanted.equals(view())) {
      open(opened);
    } else {
      project.set(opened);
      show(wanted);
    }
  }

  /** Shows again what was left; what still stands there stays as it is. */
  public void restore(Project opened, Seen seen) {
    Project before = project.get();
    boolean same = before != null && before.id().equals(opened.id());
    if (!same || !seen.view().equals(view())) {
      if (!same) {
        turnTo(opened);
      }
      ask(seen.view(), seen.topRow());
      selectedId.set(seen.selectedId());
    }
  }

  /** What is shown. */
  public LogView view() {
    LogQuery now = query.get();
    return new LogView(
        now.kind(), now.oql(), now.search(), range.get(), now.sortField(), now.descending());
  }

  /** What is before one's eyes. */
  public Seen seen() {
    return new Seen(view(), selectedId.get(), paged.firstVisible());
  }

  /** What to do before something else of the same project is shown. */
  public void whenLeft(Runnable action) {
    leaving = action;
  }

  /** Shows something else of the project. */
  public void show(LogView wanted) {
    firstKind.settled();
    if (!wanted.equals(view())) {
      leaving.run();
    }
    ask(wanted);
  }

  /** Shows another kind of row, without what the query asked of the one before. */
  public void show(LogKind kind) {
    LogView now = view();
    firstKind.chosen(query.get().projectId(), kind);
    if (now.kind() != kind) {
      show(LogView.all(kind).asking("", now.search()).within(now.range()));
    }
  }

  /** Narrows the rows to those that a condition of the query language holds for. */
  public void narrow(String oql, String search) {
    show(view().asking(oql.strip(), search.strip()));
  }

  /**
   * Takes back what was laid over the rows last: the marks, or else the words that are searched
   * for. Conditions stay: they took somebody some work.
   */
  public void letGo() {
    if (marks.countProperty().get() > 0) {
      marks.clear();
    } else {
      written.forgetWords();
    }
  }

  /** Leaves no row out. */
  void showEverything() {
    show(view().asking("", "").within(TimeRange.ALL));
  }

  public SavedViews views() {
    return views;
  }

  /** Gives what is shown a name. */
  void saveView(String name) {
    views.keep(SavedView.of(name.strip(), query.get().projectId(), view()));
  }

  /** Whether what is shown is this view. */
  public boolean isShown(SavedView view) {
    LogView now = view();
    return query.get().projectId().equals(view.projectId())
        && now.equals(view.shows().sortedBy(now.sortField(), now.descending()));
  }

  public void within(TimeRange wanted) {
    show(view().within(wanted));
  }

  /** Sorts by a column: downwards first, then upwards, then the newest first again. */
  void sortBy(LogColumn column) {
    String field = column.sortField();
    if (field != null) {
      show(view().sortedNextBy(field));
    }
  }

  void sortBy(LogColumn column, boolean descending) {
    String field = column.sortField();
    if (field != null) {
      show(view().sortedBy(field, descending));
    }
  }

  boolean sortedBy(LogColumn column) {
    return query.get().sortField().equals(column.sortField());
  }

  /** Stops the table where it is, or lets what comes in appear again. */
  public void setLive(boolean wanted) {
    live.set(wanted);
    if (wanted && behind.get()) {
      behind.set(false);
      refresh();
    }
  }

  private void ask(LogView wanted) {
    ask(wanted, 0);
  }

  private void ask(LogView wanted, int top) {
    Project shown = project.get();
    TimeRange asked = wanted.range();
    LogQuery bound =
        LogQuery.all(shown == null ? "" : shown.id(), wanted.kind())
            .searching(wanted.oql(), wanted.search())
            .within(asked.start(clock.instant()), asked.to())
            .sortedBy(wanted.sortField(), wanted.descending());
    range.set(asked);
    firstKind.settled();
    boolean otherThings =
        bound.kind() != query.get().kind() || !bound.projectId().equals(query.get().projectId());
    if (otherThings || marks.everythingProperty().get()) {
      marks.clear();
    }
    selectedId.set(null);
    behind.set(false);
    figures.clear();
    paged.ask(bound, top);
    query.set(bound);
    written.show(bound.kind(), bound.oql(), bound.search());
    figuresRefresher.restart();
  }

  /** The view says which places it shows; unknown ones are asked for. */
  public void visible(int first, int last) {
    paged.visible(first, last);
  }

  /** Something was written somewhere. */
  public void changed(Change change) {
    environments.changed(change);
    annotate.changed(change);
    Project shown = project.get();
    if (shown == null) {
      return;
    }
    boolean concerns =
        change.concerns(
            written ->
                written.projectId().equals(shown.id()) && !written.entity().equals("project"));
    if (concerns && live.get()) {
      refresh();
    } else if (concerns) {
      behind.set(true);
    }
  }

  /** Asks anew for what is shown. */
  public void refresh() {
    if (project.get() != null) {
      paged.refresh();
      figuresRefresher.request();
    }
  }

  /** Marks all rows from one to another, those that were never in sight too. */
  void markBetween(LogRow one, LogRow other) {
    int from = rows().indexOf(one.id());
    int to = rows().indexOf(other.id());
    if (from >= 0 && to >= 0) {
      paged.between(Math.min(from, to), Math.max(from, to), some -> marks.set(some, true));
    }
  }

  /**
   * The row {@code step} places below (or above) the selected one, once it is known; null when
   * there is none.
   */
  public @Nullable LogRow neighbour(int step) {
    int index = rows().indexOf(selectedId.get());
    return index < 0 ? null : rows().rowAt(index + step);
  }

  /** How many rows there are, in words; while it is not known, that they are asked for. */
  public String countText() {
    if (stateProperty().get() == State.LOADING) {
      return "Asking for the %s…".formatted(kind().plural());
    }
    long count = paged.totalProperty().get();
    return count == 1
        ? "1 " + kind().singular()
        : String.format(Locale.ENGLISH, "%,d %s", count, kind().plural());
  }

  private void askForFigures() {
    if (project.get() == null) {
      figuresRefresher.answered(0);
      return;
    }
    // Figures cost the server more than rows do, and nobody reads them three times a second.
    figures.ask(query.get(), range.get(), took -> figuresRefresher.answered(1_000));
  }

  private void seen(LogKind kind, List<LogRow> some) {
    columns.of(kind).seen(some);
    columns.of(kind).addTo(written.vocabulary(), some);
  }
}
