package dev.opikdesktop.server.records;

import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values of one row, by column; those that are not there are missing. */
public final class TableRow {
  /** The name that the traces of a thread share, in what was said of a thread. */
  static final String THREAD_NAME = "thread_id";

  private final Map<String, Object> values = new HashMap<>();

  @Nullable Object get(String column) {
    return values.get(column);
  }

  void set(String column, @Nullable Object value) {
    if (value == null) {
      values.remove(column);
    } else {
      values.put(column, value);
    }
  }

  void setIfMissing(String column, Object value) {
    values.putIfAbsent(column, value);
  }

  /** An id; null if there is none. */
  public @Nullable UUID id(String column) {
    return (UUID) values.get(column);
  }

  /** A text; empty if there is none. */
  public String text(String column) {
    return (String) values.getOrDefault(column, "");
  }

  /** A list of texts; empty if there is none. */
  public List<String> texts(String column) {
    return ((List<?>) values.getOrDefault(column, List.of()))
        .stream().map(String.class::cast).toList();
  }

  /** The number that stands for a word. */
  public int number(String column) {
    return (Integer) Objects.requireNonNull(values.get(column), column);
  }

  /** The number that stands for a word, or another one if there is none. */
  public int number(String column, int absent) {
    return (Integer) values.getOrDefault(column, absent);
  }

  /** A time, which is there. */
  public Instant time(String column) {
    return (Instant) Objects.requireNonNull(values.get(column), column);
  }

  /** Takes the value that the reader is at. */
  void parse(FieldReader in, Column column) {
    set(column.name(), column.type().parse(in));
  }

  /** Says what is wrong with a value, and makes a number of a word. */
  void check(Column column, Validation validation) {
    Object value = values.get(column.name());
    if (value == null) {
      if (column.isRequired()) {
        validation.error(column.name(), "must not be null");
      }
      return;
    }
    switch (column.type()) {
      case WORD -> {
        int number = column.words().indexOf(value) + 1;
        if (number == 0) {
          validation.error(column.name(), "must be one of " + String.join(", ", column.words()));
        }
        values.put(column.name(), number);
      }
      case TIME -> validation.time(column.name(), (Instant) value);
      case VERSION -> validation.updateTime(column.name(), (Instant) value);
      default -> {
        // Any value of the type will do.
      }
    }
  }
}
