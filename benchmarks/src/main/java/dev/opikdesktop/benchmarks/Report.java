package dev.opikdesktop.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects what was measured and writes it as Markdown. */
final class Report {
  private final List<Goal> goals = new ArrayList<>();
  private final Map<String, List<String>> sections = new LinkedHashMap<>();
  private List<String> current = new ArrayList<>();

  private record Goal(String goal, String figure, String sides, boolean met) {}

  /**
   * A figure that has a goal.
   *
   * @param sides what the figure is made of, both from this run
   */
  void goal(String goal, String figure, String sides, boolean met) {
    goals.add(new Goal(goal, figure, sides, met));
    progress("  " + goal + ": " + figure + (met ? "" : " (not met)") + "  " + sides);
  }

  /** Begins a section; what follows belongs to it. */
  void section(String title) {
    current = sections.computeIfAbsent(title, name -> new ArrayList<>());
    progress(title);
  }

  void text(String paragraph) {
    current.add(paragraph + "\n");
    progress("  " + paragraph);
  }

  /** Begins a table; its rows follow. */
  Table table(String... header) {
    current.add("| " + String.join(" | ", header) + " |");
    current.add("|" + "---|".repeat(header.length));
    return new Table(current);
  }

  /** Rows of one table, as long as nothing else is written. */
  record Table(List<String> lines) {
    void row(String... cells) {
      String line = "| " + String.join(" | ", cells) + " |";
      lines.add(line);
      progress("  " + line);
    }

    void end() {
      lines.add("");
    }
  }

  /** Tells whoever waits. */
  static void progress(String line) {
    System.err.println(line);
  }

  /**
   * All of it.
   *
   * @param head what stands above the goals
   */
  String markdown(String head) {
    StringBuilder out = new StringBuilder(head);
    if (!goals.isEmpty()) {
      out.append("\n## Goals\n\n| goal | figure | goal met? | from |\n|---|---|---|---|\n");
      for (Goal goal : goals) {
        out.append("| ").append(goal.goal).append(" | ").append(goal.figure);
        out.append(" | ").append(goal.met ? "yes" : "**no**");
        out.append(" | ").append(goal.sides).append(" |\n");
      }
    }
    sections.forEach(
        (title, lines) -> {
          if (!lines.isEmpty()) {
            out.append("\n## ").append(title).append("\n\n");
            lines.forEach(line -> out.append(line).append('\n'));
          }
        });
    return out.toString().replaceAll("\n{3,}", "\n\n").stripTrailing() + "\n";
  }

  // Figures as they are shown.

  static String thousands(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.1f ms", millis);
  }

  static String megabytes(double bytes) {
    return thousands(bytes / (1 << 20)) + " MB";
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  static String times(double factor) {
    return String.format(Locale.ROOT, "%.2f ×", factor);
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
  }
}
