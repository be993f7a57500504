package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.text.Preview;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A trace that another one can be compared with.
 *
 * @param note why it is offered first; empty for one of many
 */
public record Candidate(
    String id, String name, Instant start, String duration, String input, String note) {

  static Candidate of(LogRecord row, String note) {
    return new Candidate(
        row.id(),
        row.name().isEmpty() ? "unnamed" : row.name(),
        row.startTime(),
        Units.duration(row.durationMillis()),
        Preview.of(row.input()),
        note);
  }

  static Candidate of(Trace trace) {
    return new Candidate(
        trace.id(),
        trace.name().isEmpty() ? "unnamed" : trace.name(),
        trace.startTime(),
        Units.duration(trace.durationMillis()),
        Preview.of(trace.input()),
        "of this id");
  }

  String startText() {
    return Units.dayAndTime(start, ZoneId.systemDefault());
  }
}
