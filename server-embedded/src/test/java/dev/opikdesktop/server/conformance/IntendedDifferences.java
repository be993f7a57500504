package dev.opikdesktop.server.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The lines of conformance/intended-differences.tsv. */
record IntendedDifferences(List<Line> lines) {

  /** What differs on purpose in some steps, and why. {@code *} stands for all recordings, steps. */
  record Line(String recording, Set<String> steps, Set<String> fields, String reason) {
    boolean everywhere() {
      return recording.equals("*");
    }
  }

  static IntendedDifferences read() {
    List<Line> lines = new ArrayList<>();
    for (String text : Recording.textLines("/conformance/intended-differences.tsv")) {
      if (!text.startsWith("#") && !text.startsWith("recording\t")) {
        String[] cells = text.split("\t");
        if (cells.length != 4) {
          throw new AssertionError("Not four cells: " + text);
        }
        lines.add(
            new Line(cells[0], Set.of(cells[1].split(",")), Set.of(cells[2].split(" ")), cells[3]));
      }
    }
    return new IntendedDifferences(lines);
  }

  /** What must differ in a step. */
  Set<String> of(String recording, String step) {
    Set<String> fields = new TreeSet<>();
    for (Line line : lines) {
      if (line.recording.equals(recording) && line.steps.contains(step)) {
        fields.addAll(line.fields);
      }
    }
    return fields;
  }

  /** What may differ in any step. */
  Set<String> everywhere() {
    Set<String> fields = new TreeSet<>();
    lines.stream().filter(Line::everywhere).forEach(line -> fields.addAll(line.fields));
    return fields;
  }
}
