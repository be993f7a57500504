package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.Annotations;
import dev.opikdesktop.desktop.client.Score;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said of a value that is pointed at: all of it. */
final class LogTips {
  private LogTips() {}

  /** Empty where there is nothing more to say. */
  static String of(LogColumn column, LogRow row) {
    return switch (column.id()) {
      case "start_time" -> time(row.startTime());
      case "end_time" -> row.endTime() == null ? "" : time(row.endTime());
      case "duration" -> duration(row);
      case "cost" -> cost(row.cost());
      case "tokens" -> tokens(row);
      case "input", "first_message" -> row.input().more();
      case "output", "last_message" -> row.output().more();
      case "tags" -> "";
      case "guardrails" -> guardrails(row);
      case "comments" -> String.join("\n", row.comments());
      case "error_info" -> row.error() == null ? "" : row.error().text();
      default -> {
        Score score = column.look() == LogColumn.Look.SCORE ? column.score(row) : null;
        yield score == null ? column.text().apply(row) : score(score);
      }
    };
  }

  private static String time(Instant time) {
    return Units.exactTime(time, ZoneId.systemDefault());
  }

  private static String duration(LogRow row) {
    Double millis = row.durationMillis();
    if (row.endTime() == null || millis == null) {
      String since = time(row.startTime());
      return !row.running()
          ? ""
          : (row.isRunning(Instant.now()) ? "Running since " : "Began and never ended: ") + since;
    }
    return String.format(
        Locale.ENGLISH, "%,.3f ms\n%s – %s", millis, time(row.startTime()), time(row.endTime()));
  }

  private static String cost(@Nullable Double dollars) {
    return dollars == null || dollars <= 0
        ? ""
        : "$"
            + new BigDecimal(dollars)
                .round(MathContext.DECIMAL32)
                .stripTrailingZeros()
                .toPlainString();
  }

  private static String tokens(LogRow row) {
    List<String> lines = new ArrayList<>();
    row.usage().keySet().stream()
        .sorted()
        .filter(name -> !name.startsWith("original_usage."))
        .forEach(
            name ->
                lines.add(
                    String.format(
                        Locale.ENGLISH, "%s %,d", name.replace('_', ' '), row.usage().get(name))));
    if (row.tokens() != null && !row.usage().containsKey("total_tokens")) {
      lines.add("total tokens " + Units.count(row.tokens()));
    }
    return String.join("\n", lines);
  }

  private static String guardrails(LogRow row) {
    return row.guardrails().entrySet().stream()
        .map(each -> each.getKey() + (each.getValue() ? " passed" : " failed"))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String score(Score score) {
    List<String> lines = new ArrayList<>();
    lines.add(score.name() + " " + Units.score(score.value(), score.category()));
    if (score.reason() != null && score.authors().size() < 2) {
      lines.add(score.reason());
    }
    if (score.authors().size() > 1) {
      for (Annotations.Author author : score.authors()) {
        String reason = author.reason().isEmpty() ? "" : ": " + author.reason();
        lines.add(author.name() + " " + Units.score(author.value(), author.category()) + reason);
      }
    }
    return String.join("\n", lines);
  }
}
