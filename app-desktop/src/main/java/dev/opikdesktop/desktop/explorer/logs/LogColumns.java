package dev.opikdesktop.desktop.explorer.logs;

import static dev.opikdesktop.desktop.explorer.logs.LogColumn.Look;

import dev.opikdesktop.desktop.client.ErrorInfo;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.Score;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All columns of each kind of row, in the order in which they stand before anybody moved one. */
final class LogColumns {
  static final String SCORE = "score:";
  static final String SPAN_SCORE = "span-score:";
  static final String METADATA = "metadata:";

  private LogColumns() {}

  /** The columns that every project has. */
  static List<LogColumn> of(LogKind kind) {
    List<LogColumn> columns = new ArrayList<>();
    boolean thread = kind == LogKind.THREADS;
    boolean span = kind == LogKind.SPANS;
    columns.add(
        new LogColumn(
            "start_time",
            "Time",
            116,
            Look.TIME,
            LogColumns::time,
            "start_time",
            null,
            null,
            "",
            true));
    if (thread) {
      columns.add(
          new LogColumn("id", "Thread", 180, Look.NAME, LogRow::id, "id", null, "id", "", true));
      columns.add(
          payload("first_message", "First message", Look.PAYLOAD, row -> row.input().line()));
      columns.add(payload("last_message", "Last message", Look.OUTPUT, LogColumns::output));
      columns.add(
          number(
              "number_of_messages",
              "Messages",
              86,
              row -> Units.count(row.children()),
              "number_of_messages",
              null,
              true));
    } else {
      columns.add(
          new LogColumn(
              "name", "Name", 152, Look.NAME, LogRow::name, "name", null, "name", "", true));
      columns.add(payload("input", "Input", Look.PAYLOAD, row -> row.input().line()));
      columns.add(payload("output", "Output", Look.OUTPUT, LogColumns::output));
      columns.add(
          new LogColumn(
              "error_info",
              "Error",
              104,
              Look.ERROR,
              LogColumns::error,
              "error_info",
              "error_count",
              null,
              "",
              true));
    }
    columns.add(
        number(
            "duration", "Duration", 102, LogColumns::duration, "duration", "duration.p50", true));
    columns.add(
        number(
            "tokens",
            "Tokens",
            74,
            row -> Units.count(row.tokens()),
            "usage.total_tokens",
            "usage.total_tokens",
            true));
    columns.add(
        number(
            "cost",
            "Cost",
            92,
            row -> Units.cost(row.cost()),
            "total_estimated_cost",
            "total_estimated_cost",
            true));
    if (span) {
      columns.add(plain("type", "Type", 84, row -> row.type(), "type", "type", true));
      columns.add(plain("model", "Model", 150, row -> or(row.model()), "model", "model", true));
      columns.add(
          plain(
              "provider",
              "Provider",
              100,
              row -> or(row.provider()),
              "provider",
              "provider",
              false));
    }
    columns.add(
        new LogColumn(
            "tags",
            "Tags",
            150,
            Look.TAGS,
            row -> String.join(", ", row.tags()),
            "tags",
            null,
            "tags",
            "",
            true));
    columns.add(
        new LogColumn(
            "environment",
            "Environment",
            110,
            Look.ENVIRONMENT,
            LogRow::environment,
            "environment",
            null,
            "environment",
            "",
            true));
    columns.add(
        new LogColumn(
            "comments",
            "Comments",
            130,
            Look.COMMENTS,
            row -> String.join(" · ", row.comments()),
            null,
            null,
            null,
            "",
            true));
    columns.add(plain("end_time", "Ended", 116, LogColumns::endTime, "end_time", null, false));
    columns.add(usage("input_tokens", "Tokens in", "prompt_tokens"));
    columns.add(usage("output_tokens", "Tokens out", "completion_tokens"));
    if (kind == LogKind.TRACES) {
      columns.add(
          number(
              "span_count",
              "Spans",
              70,
              row -> Units.count(row.children()),
              "span_count",
              null,
              false));
      columns.add(
          number(
              "llm_span_count",
              "LLM calls",
              86,
              row -> Units.count(row.llmCalls()),
              "llm_span_count",
              null,
              false));
      columns.add(
          new LogColumn(
              "thread_id",
              "Thread",
              140,
              Look.THREAD_LINK,
              row -> or(row.threadId()),
              "thread_id",
              null,
              "thread_id",
              "",
              false));
      columns.add(
          new LogColumn(
              "guardrails",
              "Guardrails",
              100,
              Look.GUARDRAILS,
              LogColumns::guardrails,
              null,
              null,
              "guardrails",
              "",
              false));
    }
    if (span) {
      columns.add(id("trace_id", "Trace", row -> or(row.traceId())));
    }
    columns.add(
        plain("created_by", "Created by", 110, LogRow::createdBy, "created_by", null, false));
    if (!thread) {
      columns.add(id("id", "ID", LogRow::id));
    }
    return columns;
  }

  /** Columns that a project has because of what was logged. */
  static List<LogColumn> of(
      Collection<String> scores, Collection<String> spanScores, Collection<String> metadata) {
    List<LogColumn> columns = new ArrayList<>();
    for (String name : scores) {
      columns.add(
          new LogColumn(
              SCORE + name,
              name,
              118,
              Look.SCORE,
              row -> value(row.score(name)),
              "feedback_scores." + name,
              "feedback_scores." + name,
              "feedback_scores",
              name,
              true));
    }
    for (String name : spanScores) {
      columns.add(
          new LogColumn(
              SPAN_SCORE + name,
              name + " (span)",
              124,
              Look.SCORE,
              row -> value(row.spanScore(name)),
              null,
              "span_feedback_scores." + name,
              "span_feedback_scores",
              name,
              true));
    }
    for (String path : metadata) {
      columns.add(
          new LogColumn(
              METADATA + path,
              path,
              130,
              Look.TEXT,
              row -> row.metadata().getOrDefault(path, ""),
              null,
              null,
              "metadata",
              path,
              false));
    }
    return columns;
  }

  /** The columns that a file has for one of the table: behind a score stands its reason. */
  static Stream<LogColumn> exported(LogColumn column) {
    if (column.look() != Look.SCORE) {
      return Stream.of(column);
    }
    LogColumn reason =
        plain(
            column.id() + ".reason",
            column.title() + " reason",
            column.width(),
            row -> reason(column.score(row)),
            null,
            null,
            false);
    return Stream.of(column, reason);
  }

  private static LogColumn payload(
      String id, String title, Look look, Function<LogRow, String> text) {
    return new LogColumn(
        id, title, 220, look, text, id.endsWith("message") ? null : id, null, null, "", true);
  }

  private static LogColumn number(
      String id,
      String title,
      double width,
      Function<LogRow, String> text,
      String sortField,
      @Nullable String aggregate,
      boolean usual) {
    return new LogColumn(
        id, title, width, Look.NUMBER, text, sortField, aggregate, null, "", usual);
  }

  private static LogColumn usage(String id, String title, String kind) {
    return number(
        id,
        title,
        86,
        row -> Units.count(row.usage().get(kind)),
        "usage." + kind,
        "usage." + kind,
        false);
  }

  private static LogColumn id(String id, String title, Function<LogRow, String> text) {
    return new LogColumn(id, title, 150, Look.ID, text, id, null, id, "", false);
  }

  private static LogColumn plain(
      String id,
      String title,
      double width,
      Function<LogRow, String> text,
      @Nullable String sortField,
      @Nullable String filterField,
      boolean usual) {
    return new LogColumn(
        id, title, width, Look.TEXT, text, sortField, null, filterField, "", usual);
  }

  /** A thread takes until its last trace's end, though another one may follow. */
  private static String duration(LogRow row) {
    boolean open = row.running() && row.kind() != LogKind.THREADS;
    return open ? "—" : Units.duration(row.durationMillis());
  }

  private static String output(LogRow row) {
    if (!row.isWaiting()) {
      return row.output().line();
    }
    boolean runs = row.isRunning(Instant.now());
    String state = runs ? "running" : "no end";
    String far = runs ? " so far" : "";
    return switch ((int) row.children()) {
      case 0 -> state;
      case 1 -> state + ", 1 span" + far;
      default -> state + ", " + Units.count(row.children()) + " spans" + far;
    };
  }

  private static String time(LogRow row) {
    return Units.time(row.startTime(), Instant.now(), ZoneId.systemDefault());
  }

  private static String endTime(LogRow row) {
    Instant end = row.endTime();
    return end == null ? "" : Units.time(end, Instant.now(), ZoneId.systemDefault());
  }

  private static String error(LogRow row) {
    ErrorInfo error = row.error();
    return error == null ? "" : error.exceptionType();
  }

  private static String value(@Nullable Score score) {
    return score == null ? "" : String.format(Locale.ENGLISH, "%.2f", score.value());
  }

  private static String guardrails(LogRow row) {
    Boolean passed = row.passedGuardrails();
    return passed == null ? "" : passed ? "passed" : "failed";
  }

  private static String reason(@Nullable Score score) {
    return score == null ? "" : or(score.reason());
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Names of a row's scores, in order. */
  static List<String> names(List<Score> scores) {
    return scores.stream().map(Score::name).collect(Collectors.toList());
  }
}
