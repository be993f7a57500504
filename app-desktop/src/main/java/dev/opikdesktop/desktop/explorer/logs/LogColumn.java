package dev.opikdesktop.desktop.explorer.logs;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column that a table of logs can show.
 *
 * @param id by which it is remembered
 * @param width in pixels, before anybody changed it
 * @param look how a cell shows its value
 * @param text the value of a row as text; what is copied and what a filter by value asks for
 * @param sortField by which the server sorts; null when it can't
 * @param aggregate what stands under the title, of the statistics' names; null for nothing
 * @param filterField the field of the query language that the value belongs to; null when a filter
 *     can't ask for it
 * @param filterKey what follows that field's dot; empty for none
 * @param usual whether it is shown before anybody chose
 */
public record LogColumn(
    String id,
    String title,
    double width,
    Look look,
    Function<LogRow, String> text,
    @Nullable String sortField,
    @Nullable String aggregate,
    @Nullable String filterField,
    String filterKey,
    boolean usual) {

  /** How a cell looks. */
  public enum Look {
    TEXT,
    STRONG,
    PAYLOAD,
    OUTPUT,
    TIME,
    NUMBER,
    NAME,
    ERROR,
    TAGS,
    SCORE,
    MUTED
  }

  /** Whether it takes a share of the width that the others leave. */
  boolean stretches() {
    return look == Look.PAYLOAD || look == Look.OUTPUT;
  }

  boolean isNumber() {
    return look == Look.NUMBER;
  }
}
