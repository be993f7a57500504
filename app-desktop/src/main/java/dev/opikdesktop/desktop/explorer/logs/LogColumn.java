package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.Score;
import java.math.BigDecimal;
import java.math.MathContext;
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
    PAYLOAD,
    OUTPUT,
    TIME,
    NUMBER,
    NAME,
    ERROR,
    TAGS,
    SCORE,
    ENVIRONMENT,
    THREAD_LINK,
    ID,
    COMMENTS,
    GUARDRAILS
  }

  /** Whether it takes a share of the width that the others leave. */
  boolean stretches() {
    return look == Look.PAYLOAD || look == Look.OUTPUT;
  }

  /** The value as a file has it: whole, and without units. */
  String exported(LogRecord record, LogRow row) {
    return switch (id) {
      case "start_time" -> record.startTime().toString();
      case "end_time" -> record.endTime() == null ? "" : record.endTime().toString();
      case "duration" ->
          record.durationMillis() == null ? "" : Double.toString(record.durationMillis());
      case "cost" ->
          record.cost() == null
              ? ""
              : new BigDecimal(record.cost()).round(MathContext.DECIMAL32).toPlainString();
      case "input", "first_message" -> record.input().json();
      case "output", "last_message" -> record.output().json();
      case "error_info" -> record.error() == null ? "" : record.error().text();
      case "tokens" -> row.tokens() == null ? "" : Long.toString(row.tokens());
      default ->
          switch (look) {
            case NUMBER -> text.apply(row).replace(",", "");
            case SCORE -> {
              Score score = score(row);
              yield score == null ? "" : Double.toString(score.value());
            }
            default -> text.apply(row);
          };
    };
  }

  /** The score that the column is for, of a row that has it. */
  @Nullable Score score(LogRow row) {
    return id.startsWith(LogColumns.SPAN_SCORE) ? row.spanScore(filterKey) : row.score(filterKey);
  }

  boolean isNumber() {
    return look == Look.NUMBER;
  }
}
