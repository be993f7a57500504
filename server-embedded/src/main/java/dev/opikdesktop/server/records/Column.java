package dev.opikdesktop.server.records;

import java.util.List;
import java.util.Locale;

/**
 * A column of a table whose rows are records.
 *
 * @param isRequired whether a record without it is refused
 * @param words what the numbers from 1 stand for, for {@link ValueType#WORD}
 */
record Column(String name, ValueType type, boolean isRequired, List<String> words) {
  static Column of(String name, ValueType type) {
    return new Column(name, type, false, List.of());
  }

  static Column required(String name, ValueType type) {
    return new Column(name, type, true, List.of());
  }

  static Column word(String name, Enum<?>... words) {
    return new Column(
        name,
        ValueType.WORD,
        true,
        List.of(words).stream().map(word -> word.name().toLowerCase(Locale.ROOT)).toList());
  }
}
