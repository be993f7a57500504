package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.query.Vocabulary;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Which columns a table has, in which order, how wide, and which of them stay when it is scrolled
 * sideways. Remembered for each kind of row; columns of scores and metadata appear as rows that
 * have them are seen.
 */
final class ColumnsModel {
  private static final double NARROWEST = 44;

  private final LogKind kind;
  private final WindowState state;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> remembered = new LinkedHashMap<>();
  private final TreeSet<String> scores = new TreeSet<>();
  private final TreeSet<String> spanScores = new TreeSet<>();
  private final TreeSet<String> metadata = new TreeSet<>();
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();

  /** What a column is of. */
  enum Section {
    EVERY_ROW("", ""),
    SCORES("Scores", LogColumns.SCORE),
    SPAN_SCORES("Scores of spans", LogColumns.SPAN_SCORE),
    METADATA("Metadata", LogColumns.METADATA);

    private final String title;
    private final String prefix;

    Section(String title, String prefix) {
      this.title = title;
      this.prefix = prefix;
    }

    /** Empty where it needs none. */
    String title() {
      return title;
    }

    static Section of(LogColumn column) {
      for (Section section : values()) {
        if (section != EVERY_ROW && column.id().startsWith(section.prefix)) {
          return section;
        }
      }
      return EVERY_ROW;
    }
  }

  /** A column as it stands in the table. */
  static final class Entry {
    private final LogColumn column;
    private boolean shown;
    private boolean pinned;
    private double width;

    private Entry(LogColumn column) {
      this.column = column;
      this.shown = column.usual();
      this.width = column.width();
    }

    LogColumn column() {
      return column;
    }

    boolean shown() {
      return shown;
    }

    boolean pinned() {
      return pinned;
    }

    double width() {
      return width;
    }
  }

  ColumnsModel(LogKind kind, WindowState state) {
    this.kind = kind;
    this.state = state;
    read(state.text(key(), ""));
    LogColumns.of(kind).forEach(this::add);
    order();
  }

  /** Counts up whenever a table has to be laid out anew. */
  ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** All columns, those that are not shown too, in the order of the table. */
  List<Entry> all() {
    return List.copyOf(entries.values());
  }

  List<Entry> all(Section section) {
    return entries.values().stream().filter(entry -> Section.of(entry.column) == section).toList();
  }

  /** The columns of the table, from left to right: the pinned ones first. */
  List<Entry> shown() {
    List<Entry> shown = new ArrayList<>();
    entries.values().stream().filter(e -> e.shown && e.pinned).forEach(shown::add);
    entries.values().stream().filter(e -> e.shown && !e.pinned).forEach(shown::add);
    return shown;
  }

  /** Tells what a query can ask for: the values that rows have in each column. */
  void addTo(Vocabulary vocabulary, List<LogRow> rows) {
    for (Entry entry : entries.values()) {
      LogColumn column = entry.column;
      String field = column.filterField();
      if (field != null) {
        if (!column.filterKey().isEmpty()) {
          vocabulary.key(field, column.filterKey());
        }
        for (LogRow row : rows) {
          List<String> values =
              column.id().equals("tags") ? row.tags() : List.of(column.text().apply(row));
          values.forEach(value -> vocabulary.value(field, column.filterKey(), value));
        }
      }
    }
  }

  @Nullable LogColumn byId(String id) {
    Entry entry = entries.get(id);
    return entry == null ? null : entry.column;
  }

  /** Adds columns for scores and metadata that the rows have. */
  void seen(Collection<LogRow> rows) {
    boolean more = false;
    for (LogRow row : rows) {
      more |= scores.addAll(LogColumns.names(row.scores()));
      more |= spanScores.addAll(LogColumns.names(row.spanScores()));
      more |= metadata.addAll(row.metadata().keySet());
    }
    if (more) {
      LogColumns.of(scores, spanScores, metadata).forEach(this::add);
      order();
      changed();
    }
  }

  /** Forgets the columns that another project had. */
  void forgetSeen() {
    scores.clear();
    spanScores.clear();
    metadata.clear();
    entries.keySet().removeIf(id -> id.indexOf(':') >= 0);
    changed();
  }

  void show(Entry entry, boolean shown) {
    entry.shown = shown;
    save();
  }

  void pin(Entry entry, boolean pinned) {
    entry.pinned = pinned;
    save();
  }

  void resize(Entry entry, double width) {
    entry.width = Math.max(NARROWEST, Math.round(width));
    save();
  }

  /**
   * Puts a column before another one, or last.
   *
   * @param before null for the last place
   */
  void move(Entry entry, @Nullable Entry before) {
    if (entry == before) {
      return;
    }
    List<Entry> order = new ArrayList<>(entries.values());
    order.remove(entry);
    int index = before == null ? order.size() : order.indexOf(before);
    order.add(index, entry);
    if (before != null) {
      entry.pinned = before.pinned;
    }
    put(order);
    save();
  }

  /** Puts a column behind another one. */
  void moveBehind(Entry entry, Entry after) {
    List<Entry> order = all();
    int next = order.indexOf(after) + 1;
    Entry before = next < order.size() ? order.get(next) : null;
    if (before != entry) {
      boolean pinned = after.pinned;
      move(entry, before);
      pin(entry, pinned);
    }
  }

  /** As it was before anybody changed something. */
  void reset() {
    remembered.clear();
    entries.clear();
    LogColumns.of(kind).forEach(this::add);
    LogColumns.of(scores, spanScores, metadata).forEach(this::add);
    save();
  }

  private void add(LogColumn column) {
    if (entries.containsKey(column.id())) {
      return;
    }
    Entry entry = new Entry(column);
    String known = remembered.get(column.id());
    if (known != null) {
      String[] parts = known.split(",", -1);
      entry.width = Double.parseDouble(parts[0]);
      entry.shown = parts[1].equals("1");
      entry.pinned = parts[2].equals("1");
    }
    entries.put(column.id(), entry);
  }

  /** Remembered columns in the remembered order; new ones stay behind what they followed. */
  private void order() {
    List<String> known = new ArrayList<>(remembered.keySet());
    List<Entry> order = new ArrayList<>();
    known.stream().filter(entries::containsKey).map(entries::get).forEach(order::add);
    int place = 0;
    for (Entry entry : entries.values()) {
      int at = order.indexOf(entry);
      if (at >= 0) {
        place = at + 1;
      } else {
        order.add(place++, entry);
      }
    }
    put(order);
  }

  private void put(List<Entry> order) {
    entries.clear();
    order.forEach(entry -> entries.put(entry.column.id(), entry));
  }

  private String key() {
    return "columns." + kind.plural();
  }

  private void read(String text) {
    for (String part : text.split(";")) {
      String[] halves = part.split("=", 2);
      if (halves.length == 2 && halves[1].matches("\\d+(\\.\\d+)?,[01],[01]")) {
        remembered.put(URLDecoder.decode(halves[0], StandardCharsets.UTF_8), halves[1]);
      }
    }
  }

  /** Columns that are not here, of another project's scores, stay remembered. */
  private void save() {
    Map<String, String> now = new LinkedHashMap<>();
    for (Entry entry : entries.values()) {
      String value =
          "%d,%d,%d".formatted(Math.round(entry.width), entry.shown ? 1 : 0, entry.pinned ? 1 : 0);
      boolean untouchedMetadata =
          entry.column.id().startsWith(LogColumns.METADATA) && !entry.shown && !entry.pinned;
      if (!untouchedMetadata) {
        now.put(entry.column.id(), value);
      }
    }
    remembered.forEach(now::putIfAbsent);
    remembered.clear();
    remembered.putAll(now);
    StringBuilder text = new StringBuilder();
    now.forEach(
        (id, value) ->
            text.append(URLEncoder.encode(id, StandardCharsets.UTF_8))
                .append('=')
                .append(value)
                .append(';'));
    state.put(key(), text);
    state.save();
    changed();
  }

  private void changed() {
    version.set(version.get() + 1);
  }
}
